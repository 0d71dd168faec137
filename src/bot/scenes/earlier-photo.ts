import { time } from '../../locales/format';
import { keptPhoto } from '../photo';
import { plain } from '../views/view';
import type { Choice, Move, PhotoRef, Stage } from './scene';

/** A photo that came before it was asked for, to be chosen by a press and never taken by itself: it may show anything (O4). */
export function earlierPhoto({ talk, data }: Stage): Choice[][] {
  const photo = keptPhoto(data);
  return photo ? [[{ label: plain(talk, 'bot:photo.use', { time: time(photo.takenAt, talk.zone) }), value: 'use' }]] : [];
}

/** What the press on that choice does; any other one is none of the question's. */
export function byEarlier(take: (stage: Stage, photo: PhotoRef) => Promise<Move>): (stage: Stage, value: string) => Promise<Move> {
  return (stage, value) => {
    const photo = value === 'use' ? keptPhoto(stage.data) : undefined;
    return photo ? take(stage, photo) : Promise.resolve({ again: plain(stage.talk, 'bot:wrong.press') });
  };
}
