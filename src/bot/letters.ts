import type { App } from '../app';
import type { Letter } from '../domain/notifications';
import { SYSTEM } from '../domain/shared/work';
import type { Post } from '../gateways/telegram-api';
import { NO_SETTINGS, type MoneySettings } from './money-settings';
import { fileOf } from './papers';
import { keptPhoto } from './photo';
import { render } from './views/render';
import { withFile } from './views/view';

/** Renders letters with what is known beside their facts: a job's card offers to start with the photo that waited for the kit, and an invoice comes with its paper. */
export function letterRenderer(app: () => Pick<App, 'query'>, money: MoneySettings = NO_SETTINGS): (letter: Letter) => Promise<Post> {
  return async (letter) => {
    const { content } = letter;
    const file = await fileOf(letter, content, money);
    if (file) return withFile(render(content, letter, { money }), file);
    if (content.message !== 'job_card' || content.order.status !== 'assigned') return render(content, letter, { money });
    const dialogues = await app().query(SYSTEM, (w) => w.chat.dialogues(letter.chatId));
    const kept = dialogues.find((dialogue) => dialogue.scene === 'start' && dialogue.subject === content.order.id && dialogue.step === 'kept');
    const photo = kept && keptPhoto(kept.data);
    return render(content, letter, photo ? { keptAt: photo.takenAt } : {});
  };
}
