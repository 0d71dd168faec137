import type { Message } from 'telegraf/types';

import { show } from '../reply';
import type { Talk } from '../talk';
import { plain, post } from '../views/view';

interface Album {
  id: string;
  count: number;
  /** The message that says how many photos came. */
  noticeId: number | null;
}

/** Albums come photo by photo: the first of each chat's latest one is taken, the rest counted. */
export class Albums {
  private readonly latest = new Map<number, Album>();

  /** Whether a message is a further photo of an album whose first one was taken; says so. */
  async isRest(talk: Talk, message: Message): Promise<boolean> {
    const id = 'media_group_id' in message ? message.media_group_id : undefined;
    if (id === undefined) return false;
    const album = this.latest.get(talk.chatId);
    if (album?.id !== id) {
      this.remember(talk.chatId, { id, count: 1, noticeId: null });
      return false;
    }
    album.count += 1;
    const notice = post([plain(talk, 'bot:wrong.album', { count: album.count })]);
    album.noticeId = (await show(talk, album.noticeId, notice)) ?? null;
    return true;
  }

  private remember(chatId: number, album: Album): void {
    this.latest.delete(chatId);
    this.latest.set(chatId, album);
    const [oldest] = this.latest.keys();
    if (this.latest.size > 1000 && oldest !== undefined) this.latest.delete(oldest);
  }
}
