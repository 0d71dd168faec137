import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class ServicesEdit extends BaseCommand {
  static override description = 'change a service; orders that were placed keep their time and kit';
  static override examples = [
    '<%= config.bin %> services edit scratching',
    '<%= config.bin %> services edit scratching --minutes 45',
    '<%= config.bin %> services edit "glass dropping" --description "from any table" --description-ru "с любого стола" --kit "2 glasses" --kit broom',
  ];
  static override args = { service: Args.string({ description: 'id or name of the service' }) };
  static override flags = {
    name: Flags.string({ description: 'its new name' }),
    'name-ru': Flags.string({ description: 'its new Russian name' }),
    description: Flags.string({ description: 'what it is, for clients; empty for nothing' }),
    'description-ru': Flags.string({ description: 'the same in Russian' }),
    minutes: Flags.integer({ description: 'how long new orders take' }),
    kit: Flags.string({ multiple: true, multipleNonGreedy: true, description: 'item of the new kit template; may be repeated. The acceptance form is always in it' }),
  };

  async run() {
    const { args, flags } = await this.parse(ServicesEdit);
    const { askService } = await import('../../output/choose');
    const { askServiceChange, textsOf } = await import('../../output/services');
    const named = { ...textsOf(flags), ...(flags.kit && { kit: flags.kit }) };
    const isNamed = Object.keys(named).length > 0;
    if (!isNamed && !this.interactive()) throw (await import('../../output/usage')).missingAny(['--name', '--name-ru', '--description', '--description-ru', '--minutes', '--kit']);
    const { id } = await this.fill({ id: askService(args.service, this.look, 'SERVICE') });
    const { editService, showService } = await import('../../domain/orders');
    const { changes, isChanged } = isNamed ? { changes: named, isChanged: true } : await askServiceChange(await this.query((w) => showService(w, id)));
    if (!isChanged) return this.log('Nothing was changed.');
    const service = await this.change((w) => editService(w, id, changes));
    this.done(`service ${service.nameEn} · ${service.minutes} min`);
    this.next(`mcf services show "${service.nameEn}"`);
    return (await import('../../output/json')).service(service);
  }
}
