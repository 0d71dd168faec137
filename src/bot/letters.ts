import type { App } from '../app';
import type { Letter } from '../domain/notifications';
import { SYSTEM } from '../domain/shared/work';
import type { Post } from '../gateways/telegram-api';
import { NO_SETTINGS, type MoneySettings } from './money-settings';
import { fileOf } from './papers';
import { photoForStart } from './kept-photo';
import { render } from './views/render';
import { withFile } from './views/view';

/** What the company has configured of what letters show. */
export interface LetterSettings {
  money?: MoneySettings;
  /** Where the reader reaches a person of the company. */
  support?: string | null;
}

/** Renders letters with what is known beside their facts: a job's card offers to start with the photo that waited for the kit, and an invoice comes with its paper. */
export function letterRenderer(app: () => Pick<App, 'query'>, { money = NO_SETTINGS, support = null }: LetterSettings = {}): (letter: Letter) => Promise<Post> {
  return async (letter) => {
    const { content } = letter;
    const reader = { ...letter, support };
    const file = await fileOf(reader, content, money);
    if (file) return withFile(render(content, reader, { money }), file);
    if (content.message !== 'job_card' || content.order.status !== 'assigned') return render(content, reader, { money });
    const photo = await app().query(SYSTEM, (w) => photoForStart(w, letter.chatId, content.order));
    return render(content, reader, photo ? { keptAt: photo.takenAt } : {});
  };
}
