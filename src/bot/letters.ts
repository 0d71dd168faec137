import type { App } from '../app';
import type { Letter } from '../domain/notifications';
import { SYSTEM } from '../domain/shared/work';
import type { Post } from '../gateways/telegram-api';
import { NO_SETTINGS, type MoneySettings } from './money-settings';
import { fileOf } from './papers';
import { photoForStart } from './kept-photo';
import { render } from './views/render';
import { withFile } from './views/view';

/** Renders letters with what is known beside their facts: a job's card offers to start with the photo that waited for the kit, and an invoice comes with its paper. */
export function letterRenderer(app: () => Pick<App, 'query'>, money: MoneySettings = NO_SETTINGS): (letter: Letter) => Promise<Post> {
  return async (letter) => {
    const { content } = letter;
    const file = await fileOf(letter, content, money);
    if (file) return withFile(render(content, letter, { money }), file);
    if (content.message !== 'job_card' || content.order.status !== 'assigned') return render(content, letter, { money });
    const photo = await app().query(SYSTEM, (w) => photoForStart(w, letter.chatId, content.order));
    return render(content, letter, photo ? { keptAt: photo.takenAt } : {});
  };
}
