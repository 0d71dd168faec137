import { catNumber } from '../../shared/ids';
import type { Actor, Runner } from '../../shared/work';
import { allow, erasePerson, findPerson, holdPerson } from '../../users';
import type { Candidate } from '../candidate';
import { daysLater } from '../days';
import type { StaffingWork } from '../work';
import { applicationNow } from './find-candidate';

/** Cats at a time: one transaction each would take too long after years without a purge. */
const PORTION = 50;

/**
 * Erases the personal data of cats that were rejected, withdrew or let their tests expire, once the time for it has come (S7, reliability 31);
 * results and what a cat declared stay under its number. `forgetChats` forgets what else is kept of their chats, in the same transaction.
 * Tells how many applications it was.
 */
export async function purgeCandidates<W extends StaffingWork>(app: Runner<W>, actor: Actor, forgetChats: (w: W, chats: readonly number[]) => Promise<void>): Promise<number> {
  for (let purged = 0; ; ) {
    const done = await app.run(actor, async (w) => {
      allow(w, 'purge-candidates');
      const before = daysLater(w.now, -(await w.staffing.screeningPolicy()).purgeDays);
      const due = await w.staffing.toPurge(before, PORTION);
      const chats = [];
      for (const candidate of due) chats.push(await purge(w, candidate, before));
      await forgetChats(w, chats.filter((chat) => chat !== null));
      return due.length;
    });
    purged += done;
    if (done < PORTION) return purged;
  }
}

/** Whoever is anything else besides, or applied again, keeps its account (U1); returns the chat of those who do not. */
async function purge(w: StaffingWork, { id, application }: Candidate, before: Date): Promise<number | null> {
  const person = await holdPerson(w, id);
  const { name, number, contact } = await applicationNow(w, application);
  await w.staffing.erase(application, (reason) => withoutNames(reason, name, contact ?? '', catNumber(number)));
  const isOnlyCandidate = person.roles.every((role) => role === 'candidate');
  if (!isOnlyCandidate || (await w.staffing.stillNeeded(id, before))) return null;
  const { chatId } = await findPerson(w, id);
  await erasePerson(w, id);
  return chatId;
}

/** The words of why a cat was overridden stay for ever (S5), but neither its contact nor its name in any of its cases. */
function withoutNames(text: string, name: string, contact: string, number: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= SHORTEST_WORD);
  const inAnyCase = words.map((word) => `${word.replace(/[аеёийоуыьэюяaeiouy]$/iu, '')}\\p{L}{0,2}`);
  const said = [escaped(name.trim()), ...inAnyCase, escaped(contact.trim())].filter((pattern) => pattern !== '');
  return said.reduce((rest, pattern) => rest.replace(new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'giu'), number), text);
}

/** Shorter words are in every sentence. */
const SHORTEST_WORD = 3;

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
