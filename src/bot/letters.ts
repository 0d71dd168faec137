import type { App } from '../app';
import type { Letter } from '../domain/notifications';
import { SYSTEM } from '../domain/shared/work';
import type { Post } from '../gateways/telegram-api';
import { keptPhoto } from './photo';
import { render } from './views/render';

/** Renders letters with what the chat knows beside their facts: a job's card offers to start with the photo that waited for the kit. */
export function letterRenderer(app: () => Pick<App, 'query'>): (letter: Letter) => Promise<Post> {
  return async (letter) => {
    const { content } = letter;
    if (content.message !== 'job_card' || content.order.status !== 'assigned') return render(content, letter);
    const dialogues = await app().query(SYSTEM, (w) => w.chat.dialogues(letter.chatId));
    const kept = dialogues.find((dialogue) => dialogue.scene === 'start' && dialogue.subject === content.order.id && dialogue.step === 'kept');
    const photo = kept && keptPhoto(kept.data);
    return render(content, letter, photo ? { keptAt: photo.takenAt } : {});
  };
}
