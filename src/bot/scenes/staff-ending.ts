import { cardOf } from '../cards';
import type { Ending, Stage } from './scene';

/** What a manager did to an order ends with its card. */
export async function staffEnding({ talk, subject }: Stage): Promise<Ending> {
  return { post: await cardOf(talk, 'staff_card', subject), card: { card: 'staff_card', subject } };
}
