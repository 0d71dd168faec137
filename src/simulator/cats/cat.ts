import { menuFor } from '../bot-api/methods/commands';
import type { PaymentsControl } from '../payments/payments';
import type { PaymentOutcome } from '../payments/types';
import { chatOf, userOf, type World } from '../world/world';
import { without } from '../world/compact';
import { bytesOf, findFile } from '../world/files';
import { privateChat, setBlocked } from '../world/chats';
import type { MessageContent } from '../world/messages';
import type { CatRecord, ChatRecord, ReplyButton, StoredMessage, Toast } from '../world/types';
import { viewOf, type MessageView } from '../world/view';
import { Conversation, dataOf, type Patience, type Pattern } from './conversation';
import { documentContent, photoContent, stickerContent, voiceContent, type DocumentChoice, type PhotoChoice } from './media';
import { deliver, deliverText, editText, pressButton } from './outgoing';
import { promised } from './promised';
import { SAMPLE_PHOTOS, type Samples } from './samples';

/** Which message to press on; the newest with that button unless told. */
export interface PressChoice extends Patience {
  on?: MessageView | undefined;
}

/** A simulated Telegram user in its private chat with the bot. */
export class Cat {
  private readonly chat: ChatRecord;
  private readonly talk: Conversation;

  constructor(
    private readonly world: World,
    private readonly samples: Samples,
    private readonly payments: PaymentsControl,
    readonly record: CatRecord,
  ) {
    this.chat = privateChat(world, record);
    this.talk = new Conversation(world, this.chat, record.name);
  }

  /** The Telegram user id, which is also the id of the private chat. */
  get id(): number {
    return this.record.id;
  }

  /** The name as the bot sees it. */
  get name(): string {
    return this.record.name;
  }

  /** Whether this cat ever wrote to the bot. */
  get started(): boolean {
    return this.chat.started;
  }

  /** Whether this cat blocked the bot. */
  get blocked(): boolean {
    return this.chat.blocked;
  }

  /** Presses Start: sends /start with the cat's invitation code, or with another; unblocks the bot. */
  start(code: string | undefined = this.record.start_code): Promise<MessageView> {
    this.unblocks();
    return this.says(code === undefined ? '/start' : `/start ${code}`);
  }

  /** Sends a text; one longer than 4096 goes in pieces, and the last is returned. */
  says(text: string, options: { replyTo?: MessageView | undefined } = {}): Promise<MessageView> {
    return promised(() => {
      const replied = options.replyTo && this.talk.current(options.replyTo.id);
      return viewOf(deliverText(this.world, this.chat, this.record, text, replied ? { reply_to_message: without(replied.body, 'reply_to_message') } : {}));
    });
  }

  /** Sends a photo: a unique one, the same one again (`same`), or given bytes. */
  sendsPhoto(choice: PhotoChoice = {}): Promise<MessageView> {
    return promised(() => this.send(photoContent(this.world, this.samples, choice)));
  }

  /** Sends a file: given bytes, a built-in photo as a file, or a small PDF. */
  sendsDocument(choice: DocumentChoice = {}): Promise<MessageView> {
    return promised(() => this.send(documentContent(this.world, this.samples, choice)));
  }

  /** Sends several photos as one album; the caption is the first one's. */
  sendsAlbum(choice: { count?: number | undefined; caption?: string | undefined } = {}): Promise<MessageView[]> {
    return promised(() => {
      const media_group_id = String(this.world.next('file'));
      return Array.from({ length: choice.count ?? 3 }, (_, index) => {
        const sample = SAMPLE_PHOTOS[index % SAMPLE_PHOTOS.length];
        const caption = index === 0 ? choice.caption : undefined;
        return this.send({ ...photoContent(this.world, this.samples, { sample, caption }), media_group_id });
      });
    });
  }

  /** Sends a voice message. */
  sendsVoice(): Promise<MessageView> {
    return promised(() => this.send(voiceContent(this.world)));
  }

  /** Sends a sticker. */
  sendsSticker(): Promise<MessageView> {
    return promised(() => this.send(stickerContent(this.world, this.samples)));
  }

  /** Sends a contact: its own unless a phone number is given. */
  sendsContact(choice: { phone?: string | undefined; name?: string | undefined } = {}): Promise<MessageView> {
    return promised(() => {
      const own = choice.phone === undefined && choice.name === undefined;
      return this.send({
        contact: {
          phone_number: choice.phone ?? `+7${this.id}0`,
          first_name: choice.name ?? this.name,
          ...(own && { user_id: this.id }),
        },
      });
    });
  }

  /** Forwards somebody else's text. */
  forwards(text: string, from = 'Somebody'): Promise<MessageView> {
    return promised(() => {
      const date = this.world.unixNow();
      const forward_origin = { type: 'hidden_user' as const, sender_user_name: from, date };
      const extra = { forward_origin, forward_sender_name: from, forward_date: date };
      return viewOf(deliverText(this.world, this.chat, this.record, text, extra));
    });
  }

  /** Edits a text it sent before. */
  edits(message: MessageView | number, text: string): Promise<MessageView> {
    return promised(() => {
      const id = typeof message === 'number' ? message : message.id;
      return viewOf(editText(this.world, this.chat, this.record, id, text));
    });
  }

  /**
   * Presses the button with this label: on `on` as it is now, or as it was when seen if it lost the button
   * since; otherwise on the newest message that has it, waiting for one if need be. A label of the keyboard
   * that replaces the letters is sent as text, or as the cat's contact. Returns the callback query's id.
   */
  async presses(label: string, choice: PressChoice = {}): Promise<string> {
    const { on, ...patience } = choice;
    if (on) return this.pressSeen(on, label);
    const wish = `to find the button [${label}]`;
    const button = await this.talk.wait(wish, patience, () => this.talk.button(label) ?? this.letter(label));
    if ('on' in button) return this.press(button.on, button.data);
    await (button.request_contact ? this.sendsContact() : this.says(label));
    return '';
  }

  /** Presses a button that may not exist: any data, on any message of the chat (the bot's last unless told). */
  pressesData(data: string, choice: { on?: MessageView | number | undefined } = {}): Promise<string> {
    return promised(() => {
      const id = typeof choice.on === 'object' ? choice.on.id : choice.on;
      const on = id === undefined ? this.lastOfBot() : this.talk.current(id);
      if (!on) throw new Error(`${this.name} has no message to press on\n${this.transcript()}`);
      return this.press(on, data);
    });
  }

  /** Pays an invoice: this one, or the newest that is not paid, waiting for one if need be. Resolves when the bot agreed or refused, or 10 s went by. */
  async pays(invoice?: MessageView, patience: Patience = {}): Promise<PaymentOutcome> {
    const find = () => (invoice ? this.talk.current(invoice.id) : this.talk.unpaid());
    const on = await this.talk.wait('to find an invoice to pay', patience, find);
    this.talk.markSeen(on.body.message_id, on.revision);
    return this.payments.pay(this.chat, this.record, on);
  }

  /** Waits for a bot message; the exact rule is at `Conversation`. */
  sees(pattern: Pattern, patience?: Patience): Promise<MessageView> {
    return this.talk.sees(pattern, patience);
  }

  /** Waits for a text that answerCallbackQuery shows. */
  hears(pattern: Pattern, patience?: Patience): Promise<Toast> {
    return this.talk.hears(pattern, patience);
  }

  /** Opens the photo or file of a message. */
  opens(message: MessageView): Promise<Buffer> {
    return promised(() => {
      const fileId = message.photo?.file_id ?? message.document?.file_id;
      const file = fileId === undefined ? undefined : findFile(this.world, fileId);
      if (!file) throw new Error(`Message ${message.id} has no file`);
      return bytesOf(this.world, file);
    });
  }

  /** Blocks the bot. */
  blocks(): void {
    setBlocked(this.world, this.chat, this.record, true);
  }

  /** Unblocks the bot. */
  unblocks(): void {
    setBlocked(this.world, this.chat, this.record, false);
  }

  /** All messages of the chat, oldest first. */
  messages(): MessageView[] {
    return this.talk.messages();
  }

  /** The chat as text. */
  transcript(): string {
    return this.talk.transcript();
  }

  /** The commands behind ☰ in this chat. */
  menu(): { command: string; description: string }[] {
    return menuFor(this.world, this.chat, this.record.language);
  }

  /** The keyboard that replaces the letters, row by row. */
  letters(): string[][] {
    return this.chat.reply_keyboard?.rows.map((row) => row.map((button) => button.text)) ?? [];
  }

  /** What answerCallbackQuery showed last. */
  lastToast(): Toast | undefined {
    return this.chat.last_toast;
  }

  /** The user and chat as the Bot API shows them. */
  telegram() {
    return { from: userOf(this.record), chat: chatOf(this.world, this.chat) };
  }

  private send(content: MessageContent): MessageView {
    return viewOf(deliver(this.world, this.chat, this.record, content));
  }

  private press(on: StoredMessage, data: string): string {
    this.talk.markSeen(on.body.message_id, on.revision);
    return pressButton(this.world, this.chat, this.record, on, data);
  }

  private pressSeen(seen: MessageView, label: string): string {
    const now = this.talk.current(seen.id);
    if (!now) throw new Error(`Message ${seen.id} is gone\n${this.transcript()}`);
    const data = dataOf(now, label) ?? seen.keyboard.flat().find((button) => button.text === label)?.data;
    if (data === undefined) throw new Error(`Message ${seen.id} has no button [${label}]\n${this.transcript()}`);
    return this.press(now, data);
  }

  private letter(label: string): ReplyButton | undefined {
    return this.chat.reply_keyboard?.rows.flat().find(({ text }) => text === label);
  }

  private lastOfBot(): StoredMessage | undefined {
    return this.chat.messages.findLast((message) => message.body.from.is_bot);
  }
}
