import { Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class ServicesAdd extends BaseCommand {
  static override description = 'add a service, with what its kit lists';
  static override examples = [
    '<%= config.bin %> services add --name "glass dropping" --minutes 60 --kit "2 glasses"',
    '<%= config.bin %> services add --name scratching --name-ru царапанье --description "a sofa or a curtain" --description-ru "диван или штора"',
  ];
  static override flags = {
    name: Flags.string({ description: 'name of the service' }),
    'name-ru': Flags.string({ description: 'its Russian name' }),
    description: Flags.string({ description: 'what it is, for clients' }),
    'description-ru': Flags.string({ description: 'the same in Russian' }),
    minutes: Flags.integer({ description: 'how long it takes', default: 60 }),
    kit: Flags.string({ multiple: true, multipleNonGreedy: true, description: 'item of the kit; may be repeated. The acceptance form is always in it' }),
  };

  async run() {
    const { flags } = await this.parse(ServicesAdd);
    const { askText } = await import('../../output/choose');
    const { name } = await this.fill({ name: askText('--name', flags.name, 'Name') });
    const [{ addService }, { textsOf }] = await Promise.all([import('../../domain/orders'), import('../../output/services')]);
    const service = await this.change((w) => addService(w, { ...textsOf(flags), nameEn: name, minutes: flags.minutes, kit: flags.kit ?? [] }));
    this.done(`service ${service.nameEn} · ${service.minutes} min`);
    this.next('mcf orders place');
    return (await import('../../output/json')).service(service);
  }
}
