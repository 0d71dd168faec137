import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../base-command';
import type { Person } from '../domain/users';

/** Roles in which somebody should be left: kits and alerts find nobody otherwise. */
const NEEDED = ['supplies', 'manager'] as const;

/** What deactivating anybody and deactivating a worker share: what follows from it is told before it is done, and after. */
export abstract class DeactivateCommand extends BaseCommand {
  static override args = { id: Args.string({ description: 'id, number or name of the person' }) };
  static override flags = { yes: Flags.boolean({ description: 'do not ask' }) };

  /** Asks, and deactivates; returns whether it did. */
  protected async deactivate(person: Pick<Person, 'id' | 'name' | 'roles'>, yes: boolean): Promise<boolean> {
    const { orders, missed } = await this.follows(person);
    const searched = orders.length === 0 ? '' : `another worker is looked for: ${orders.map((number) => `order ${number}`).join(', ')}`;
    const told = [...(searched === '' ? [] : [`A${searched.slice(1)}.`]), ...missed.map((role) => `Nobody else has the role ${role}.`)];
    const agreed = await this.confirm([`Deactivate ${person.name} (${person.roles.join(', ')})?`, ...told].join(' '), yes);
    if (!agreed) {
      this.log('Nothing was changed.');
      return false;
    }
    const { deactivateUser } = await import('../domain/users');
    await this.change((w) => deactivateUser(w, { person: person.id }));
    this.done(`${person.name} is deactivated${searched === '' ? '' : `; ${searched}`}`);
    for (const role of missed) this.caution(`nobody has the role ${role} now: mcf users add --role ${role}`);
    if (orders.length > 0) this.next('mcf orders list --status unmatched');
    return true;
  }

  private async follows({ id, roles }: Pick<Person, 'id' | 'roles'>) {
    const [{ listOrders }, { peopleInRole }] = await Promise.all([import('../domain/orders'), import('../domain/users')]);
    return this.query(async (w) => {
      const orders = await listOrders(w, { worker: id, statuses: ['assigned'] });
      const missed: string[] = [];
      for (const role of NEEDED) if (roles.includes(role) && !(await peopleInRole(w, role)).some((person) => person.id !== id)) missed.push(role);
      return { orders: orders.map(({ number }) => number).sort((one, other) => one - other), missed };
    });
  }
}
