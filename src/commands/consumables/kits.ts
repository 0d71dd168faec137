import { Args, Flags } from '@oclif/core';

import { KitsCommand } from '../../output/kits-command';

export default class ConsumablesKits extends KitsCommand {
  static override description = 'what the kits of services list; with --item the next version, for orders to come';
  static override examples = ['<%= config.bin %> consumables kits', '<%= config.bin %> consumables kits "glass dropping" --item "2 glasses" --item towel', '<%= config.bin %> consumables kits "glass dropping" --history'];
  static override args = { service: Args.string({ description: 'name or id of the service' }) };
  static override flags = {
    item: Flags.string({ multiple: true, multipleNonGreedy: true, exclusive: ['history'], description: 'item of the kit; may be repeated, or none. The acceptance form is always in it' }),
    history: Flags.boolean({ description: 'all versions, newest first' }),
  };

  async run() {
    const { args, flags } = await this.parse(ConsumablesKits);
    return flags.item === undefined ? this.tell(args.service, flags) : this.set(args.service, flags.item);
  }
}
