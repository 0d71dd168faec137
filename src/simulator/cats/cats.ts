import type { PaymentsControl } from '../payments/payments';
import { addCat, addGroup, newCat } from '../world/chats';
import type { World } from '../world/world';
import { Cat } from './cat';
import { Group } from './group';
import { promised } from './promised';
import type { Samples } from './samples';

/** Everything one needs to know to add a cat. */
export interface AddCat {
  name: string;
  /** Russian unless told. */
  language?: 'ru' | 'en' | undefined;
  username?: string | undefined;
  /** The invitation code that Start sends. */
  startCode?: string | undefined;
  /** Shown on the page only, such as the cat's role. */
  note?: string | undefined;
}

/** All simulated Telegram users. */
export class Cats {
  private readonly known = new Map<number, Cat>();
  private readonly groups = new Map<number, Group>();

  constructor(
    private readonly world: World,
    readonly samples: Samples,
    private readonly payments: PaymentsControl,
  ) {
    for (const record of Object.values(world.state.cats)) {
      this.known.set(record.id, new Cat(world, samples, payments, record));
    }
    for (const chat of Object.values(world.state.chats)) {
      if (chat.type === 'group') this.groups.set(chat.id, new Group(world, chat));
    }
  }

  /** Adds a Telegram user; the bot hears of it when it starts. */
  add(input: AddCat): Promise<Cat> {
    return promised(() => {
      const cat = new Cat(this.world, this.samples, this.payments, addCat(this.world, newCat(input)));
      this.known.set(cat.id, cat);
      return cat;
    });
  }

  /** All cats, oldest first. */
  all(): Cat[] {
    return [...this.known.values()];
  }

  /** The cat with this id or name. */
  find(idOrName: number | string): Cat | undefined {
    if (typeof idOrName === 'number') return this.known.get(idOrName);
    return this.all().find((cat) => cat.name === idOrName);
  }

  /** Adds a group with these cats and the bot. */
  addGroup(input: { title: string; cats: Cat[] }): Promise<Group> {
    return promised(() => {
      const members = input.cats.map((cat) => cat.record);
      const group = new Group(this.world, addGroup(this.world, input.title, members));
      this.groups.set(group.id, group);
      return group;
    });
  }

  /** The group with this id. */
  findGroup(id: number): Group | undefined {
    return this.groups.get(id);
  }
}
