import type { Actor } from '../../shared/work';
import { clientAccount } from '../ledger/ledger';
import { alone, inBatches, type Working } from '../runs/in-batches';
import type { BillingApp, BillingWork } from '../work';
import { beginCollections } from './begin-collections';
import type { CollectionRecord } from './collection';
import { giveUpOn } from './give-up';
import { sendCollection } from './send-collection';

/** So many charges are under way at once. */
const AT_ONCE = 4;
/** After so many questions in a row without a certain answer the gateway is left alone until the next round. */
const SILENCES = 3;

/** Charges the cards of those who chose that for what is open, and finds out what became of earlier charges (B7). Parked accounts wait. */
export async function collectByCard(app: BillingApp, actor: Actor, { only }: { only?: string | undefined }): Promise<number> {
  if (app.cards === null) return 0;
  const working = { app, actor, broken: new Set<string>() };
  const { due, left, wall } = await app.query(actor, async (w) => ({ due: await w.billing.collectable({ only }), left: await w.billing.givenUpBy({ only }), wall: w.wall }));
  let done = 0;
  const clientsOf = (of: readonly { client: string }[]) => [...new Set(of.map(({ client }) => client))];
  const leave = (w: BillingWork, some: readonly string[]) => giveUpOn(w, { clients: some, only });
  await inBatches(working, clientsOf(left), clientAccount, leave, (count) => (done += count));
  const begin = (w: BillingWork, some: readonly string[]) => beginCollections(w, { clients: some, only });
  await inBatches(working, clientsOf(due), clientAccount, begin, (begun) => (done += begun.length));
  const open = await app.query(actor, (w) => w.billing.collections({ underWay: true, invoice: only }));
  return done + (await sendAll(working, inTurn(open, wall)));
}

/** What was never sent comes first; of the rest another one each minute, so that no few can keep the others waiting for ever. */
function inTurn(open: readonly CollectionRecord[], wall: Date): CollectionRecord[] {
  const unknown = open.filter(({ status }) => status !== 'pending');
  const first = unknown.length === 0 ? 0 : Math.floor(wall.getTime() / 60_000) % unknown.length;
  return [...open.filter(({ status }) => status === 'pending'), ...unknown.slice(first), ...unknown.slice(0, first)];
}

/** Sends or asks about attempts, a few at once, as long as the gateway answers; tells how many changed. */
async function sendAll(working: Working, open: readonly CollectionRecord[]): Promise<number> {
  const waiting = open.values();
  let [changed, silences, isOver] = [0, 0, false];
  const lane = async () => {
    while (!isOver && silences < SILENCES) {
      const { value: next } = waiting.next();
      if (!next) return;
      await alone(working, clientAccount(next.client), async () => {
        const sent = await sendCollection(working.app, working.actor, next.id);
        if (sent.changed) changed += 1;
        silences = sent.answered ? 0 : silences + 1;
      });
    }
  };
  const guarded = () =>
    lane().catch((error: unknown) => {
      isOver = true;
      throw error;
    });
  // A fault ends the round, once what is under way has ended too.
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, guarded));
  const fault = ends.find((end) => end.status === 'rejected');
  if (fault) throw fault.reason;
  return changed;
}

/** Whether a card is to be charged, or asked about. */
export async function areChargesDue(w: BillingWork): Promise<boolean> {
  if (!w.takesCards) return false;
  if ((await w.billing.collections({ underWay: true })).length > 0) return true;
  return (await w.billing.collectable({})).length > 0 || (await w.billing.givenUpBy({})).length > 0;
}
