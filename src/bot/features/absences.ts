import { removeAbsence } from '../../domain/staffing';
import { myAbsences } from '../absences';
import { show } from '../reply';
import { begin } from '../scenes/engine';
import type { Talk } from '../talk';
import { awayCard } from '../views/absences';
import { plain } from '../views/view';
import { noAccess } from './answers';
import type { OnThing } from './route';

/** When the worker who writes is away; without any absence, or asked for a new one, the way to say so (M4). `arg` is the page, `new`, or `below` where the card above is to stay. */
export async function showAway(talk: Talk, arg: string, messageId: number | null): Promise<void> {
  if (!talk.is('worker')) return noAccess(talk);
  if (arg === 'below') return begin(talk, 'away', { step: 'from' });
  const absences = await myAbsences(talk);
  if (absences.length === 0 || arg === 'new') return begin(talk, 'away', { step: 'from', messageId });
  await show(talk, messageId, awayCard(talk, absences, Number(/^p(\d{1,3})$/.exec(arg)?.[1] ?? 0)));
}

/** Takes an absence back; one that is gone by now is as good. */
export const takeBack: OnThing<'absence'> = async (talk, { id }, messageId) => {
  if (!talk.is('worker')) return noAccess(talk);
  const isThere = (await myAbsences(talk)).some((absence) => absence.id === id);
  if (isThere) await talk.run((w) => removeAbsence(w, id));
  talk.toast = plain(talk, isThere ? 'bot:away.removed' : 'bot:wrong.done');
  await show(talk, messageId, awayCard(talk, await myAbsences(talk), 0));
};
