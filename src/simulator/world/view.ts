import { compact } from './compact';
import type { StoredMessage, TgEntity, TgMessage } from './types';

/** A button as a person sees it. */
export interface ButtonView {
  text: string;
  data?: string;
  url?: string;
  /** Whether it opens the invoice's checkout. */
  pay?: boolean;
}

/** An invoice as a person sees it; amounts are in the currency's smallest unit. */
export interface InvoiceView {
  title: string;
  description: string;
  currency: string;
  total_amount: number;
  prices: { label: string; amount: number }[];
  paid: boolean;
}

/** A message as a person sees it. */
export interface MessageView {
  id: number;
  from: 'bot' | 'cat';
  /** The name of whoever wrote it. */
  sender: string;
  sender_id: number;
  /** Business time, ISO 8601 UTC. */
  at: string;
  kind: 'text' | 'photo' | 'document' | 'voice' | 'sticker' | 'contact' | 'invoice' | 'successful_payment';
  text: string;
  entities: TgEntity[];
  caption?: string;
  photo?: { file_id: string; width: number; height: number };
  document?: { file_id: string; name: string; mime: string; size: number };
  sticker?: { file_id: string; emoji: string };
  voice?: { file_id: string; seconds: number };
  contact?: { name: string; phone: string };
  invoice?: InvoiceView;
  payment?: { currency: string; total_amount: number; charge_id: string };
  forwarded_from?: string;
  reply_to?: number;
  /** The labels of the buttons, row by row. */
  buttons: string[][];
  /** The buttons with what they carry. */
  keyboard: ButtonView[][];
  edited: boolean;
  /** Grows with every version of every message. */
  revision: number;
}

/** Turns a stored message into what a person sees. */
export function viewOf(stored: StoredMessage): MessageView {
  const { body } = stored;
  const rows = body.reply_markup?.inline_keyboard ?? [];
  return compact({
    id: body.message_id,
    from: body.from.is_bot ? ('bot' as const) : ('cat' as const),
    sender: [body.from.first_name, body.from.last_name].filter(Boolean).join(' '),
    sender_id: body.from.id,
    at: new Date(body.date * 1000).toISOString(),
    kind: kindOf(body),
    text: body.text ?? '',
    entities: body.entities ?? body.caption_entities ?? [],
    caption: body.caption,
    ...mediaOf(body),
    ...moneyOf(stored),
    forwarded_from: body.forward_sender_name,
    reply_to: body.reply_to_message?.message_id,
    buttons: rows.map((row) => row.map((button) => button.text)),
    keyboard: rows.map((row) =>
      row.map((button) => compact({ text: button.text, data: button.callback_data, url: button.url, pay: button.pay })),
    ),
    edited: stored.edited,
    revision: stored.revision,
  });
}

function kindOf(body: TgMessage): MessageView['kind'] {
  for (const kind of ['photo', 'document', 'voice', 'sticker', 'contact', 'invoice', 'successful_payment'] as const) if (body[kind]) return kind;
  return 'text';
}

function moneyOf({ body, invoice }: StoredMessage) {
  const { invoice: shown, successful_payment: payment } = body;
  return {
    invoice: shown && {
      title: shown.title,
      description: shown.description,
      currency: shown.currency,
      total_amount: shown.total_amount,
      prices: invoice?.prices ?? [],
      paid: invoice?.paid ?? false,
    },
    payment: payment && {
      currency: payment.currency,
      total_amount: payment.total_amount,
      charge_id: payment.telegram_payment_charge_id,
    },
  };
}

function mediaOf(body: TgMessage) {
  const photo = body.photo?.at(-1);
  const { document, sticker, voice, contact } = body;
  return {
    photo: photo && { file_id: photo.file_id, width: photo.width, height: photo.height },
    document: document && {
      file_id: document.file_id,
      name: document.file_name,
      mime: document.mime_type,
      size: document.file_size,
    },
    sticker: sticker && { file_id: sticker.file_id, emoji: sticker.emoji },
    voice: voice && { file_id: voice.file_id, seconds: voice.duration },
    contact: contact && { name: contact.first_name, phone: contact.phone_number },
  };
}
