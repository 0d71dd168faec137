import { Telegram, TelegramError } from 'telegraf';

/** What a message shows: HTML, and buttons row by row; with a file the text is its caption. */
export interface Post {
  text: string;
  keyboard: PostButton[][];
  file?: PostFile;
}

/** A file as it arrives. */
export interface PostFile {
  name: string;
  bytes: Buffer;
}

/** A button that the bot hears of, or one that opens a link. */
export type PostButton = { text: string; callback_data: string } | { text: string; url: string };

/** What went wrong with a call, in words that decide what to do next. */
export type Fault =
  | { kind: 'unreachable'; reason: string }
  | { kind: 'later'; afterMs: number }
  | { kind: 'unknown'; reason: string }
  | { kind: 'unchanged' }
  | { kind: 'gone' }
  | { kind: 'conflict' }
  | { kind: 'refused'; reason: string };

type Methods = Parameters<Telegram['callApi']>[0];
type Payload<M extends Methods> = Parameters<typeof Telegram.prototype.callApi<M>>[1];
type Signal = NonNullable<NonNullable<Parameters<Telegram['callApi']>[2]>['signal']>;

const HTTP_TIMEOUT_MS = 15_000;
/** A file takes longer on its way. */
const UPLOAD_TIMEOUT_MS = 40_000;

/** The Bot API over HTTP, with a time limit on every call. */
export class TelegramApi {
  readonly telegram: Telegram;

  constructor(token: string, apiRoot?: string) {
    this.telegram = new Telegram(token, apiRoot === undefined ? {} : { apiRoot });
  }

  /** Calls a method; throws what `faultOf` explains. */
  call<M extends Methods>(method: M, payload: Payload<M>, options: { timeoutMs?: number; signal?: AbortSignal } = {}) {
    const limit = AbortSignal.timeout(options.timeoutMs ?? HTTP_TIMEOUT_MS);
    const signal = options.signal ? AbortSignal.any([limit, options.signal]) : limit;
    // Telegraf's types name a shim; at run time any AbortSignal will do.
    return this.telegram.callApi(method, payload, { signal: signal as Signal });
  }

  /** Posts a message; returns its id. */
  async post(chatId: number, { text, keyboard, file }: Post, options: { silent?: boolean } = {}): Promise<number> {
    const shown = { chat_id: chatId, ...(options.silent && { disable_notification: true }), ...markup(keyboard) };
    if (!file) return (await this.call('sendMessage', { text, ...FORMAT, ...shown })).message_id;
    const document = { source: file.bytes, filename: file.name };
    const sent = await this.call('sendDocument', { document, caption: text, parse_mode: 'HTML', ...shown }, { timeoutMs: UPLOAD_TIMEOUT_MS });
    return sent.message_id;
  }

  /** Puts other content into a message; the same content again is no error. */
  async edit(chatId: number, messageId: number, { text, keyboard }: Post): Promise<void> {
    try {
      await this.call('editMessageText', { chat_id: chatId, message_id: messageId, text, ...FORMAT, ...markup(keyboard) });
    } catch (error) {
      if (faultOf(error).kind !== 'unchanged') throw error;
    }
  }
}

const FORMAT = { parse_mode: 'HTML', link_preview_options: { is_disabled: true } } as const;

const markup = (keyboard: PostButton[][]) => (keyboard.length === 0 ? {} : { reply_markup: { inline_keyboard: keyboard } });

const UNREACHABLE = /chat not found|user is deactivated|bot was blocked|bot can't initiate|PEER_ID_INVALID/i;
const GONE = /message to edit not found|message can't be edited|message to be replied not found|MESSAGE_ID_INVALID/i;

/** Explains what a call threw: anything that is no answer of Telegram's leaves the outcome unknown. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof TelegramError)) return { kind: 'unknown', reason: error instanceof Error ? error.name : 'no answer' };
  const { code, description } = error;
  if (code === 429) return { kind: 'later', afterMs: (error.parameters?.retry_after ?? 1) * 1000 };
  if (code === 403 || UNREACHABLE.test(description)) return { kind: 'unreachable', reason: description };
  if (code === 409) return { kind: 'conflict' };
  if (code >= 500) return { kind: 'unknown', reason: `${code}` };
  if (description.includes('message is not modified')) return { kind: 'unchanged' };
  return GONE.test(description) ? { kind: 'gone' } : { kind: 'refused', reason: description };
}
