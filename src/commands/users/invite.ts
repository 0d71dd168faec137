import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class UsersInvite extends BaseCommand {
  static override description = 'make a fresh invitation to the chat; it works once';
  static override examples = ['<%= config.bin %> users invite C-000012', '<%= config.bin %> users invite C-12 --json'];
  static override args = { id: Args.string({ description: 'id, number or name of the person' }) };

  async run() {
    const { args } = await this.parse(UsersInvite);
    const { askPerson } = await import('../../output/choose');
    const { id } = await this.fill({ id: askPerson(args.id, this.look) });
    const { inviteUser, showPerson } = await import('../../domain/users');
    const { person, invitation } = await this.change(async (w) => inviteUser(w, { person: (await showPerson(w, id)).id }));
    const { invited } = await import('../../output/invite');
    const invite = invited(invitation, await this.settings());
    const { exact } = await import('../../output/time');
    this.done(`${person.name} · ${invite.link}`);
    this.log(`  works once, until ${exact(invitation.expiresAt, this.clock)}`);
    return { ...(await import('../../output/json')).person(person), invite };
  }
}
