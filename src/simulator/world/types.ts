/** A user as the Bot API shows it. */
export interface TgUser {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

/** A chat as the Bot API shows it. */
export interface TgChat {
  id: number;
  type: 'private' | 'group';
  title?: string;
  first_name?: string;
  last_name?: string;
  username?: string;
}

/** A marked range of a text; offsets count UTF-16 units. */
export interface TgEntity {
  type: string;
  offset: number;
  length: number;
  url?: string;
  language?: string;
}

/** One size of a photo. */
export interface TgPhotoSize {
  file_id: string;
  file_unique_id: string;
  width: number;
  height: number;
  file_size: number;
}

/** A general file. */
export interface TgDocument {
  file_id: string;
  file_unique_id: string;
  file_name: string;
  mime_type: string;
  file_size: number;
}

/** A button under a message. */
export interface TgInlineButton {
  text: string;
  callback_data?: string;
  url?: string;
  pay?: boolean;
  [other: string]: unknown;
}

/** The buttons under a message. */
export interface TgInlineKeyboard {
  inline_keyboard: TgInlineButton[][];
}

/** A message as the Bot API shows it; the fields this simulator knows. */
export interface TgMessage {
  message_id: number;
  from: TgUser;
  chat: TgChat;
  date: number;
  edit_date?: number;
  text?: string;
  entities?: TgEntity[];
  caption?: string;
  caption_entities?: TgEntity[];
  photo?: TgPhotoSize[];
  document?: TgDocument;
  voice?: { file_id: string; file_unique_id: string; duration: number; mime_type: string; file_size: number };
  sticker?: {
    file_id: string;
    file_unique_id: string;
    type: 'regular';
    width: number;
    height: number;
    is_animated: boolean;
    is_video: boolean;
    emoji: string;
    file_size: number;
  };
  contact?: { phone_number: string; first_name: string; last_name?: string; user_id?: number };
  media_group_id?: string;
  invoice?: { title: string; description: string; start_parameter: string; currency: string; total_amount: number };
  successful_payment?: TgSuccessfulPayment;
  forward_origin?: { type: 'hidden_user'; sender_user_name: string; date: number };
  forward_sender_name?: string;
  forward_date?: number;
  reply_to_message?: TgMessage;
  reply_markup?: TgInlineKeyboard;
}

/** A payment as the bot hears of it; the amount is in the currency's smallest unit. */
export interface TgSuccessfulPayment {
  currency: string;
  total_amount: number;
  invoice_payload: string;
  telegram_payment_charge_id: string;
  provider_payment_charge_id: string;
}

/** A message of a chat with what the outside world knows about it and Telegram doesn't tell. */
export interface StoredMessage {
  /** Grows over all chats with every version of every message. */
  revision: number;
  /** Whether people see the mark "edited". */
  edited: boolean;
  body: TgMessage;
  /** What Telegram keeps of an invoice beside the message. */
  invoice?: InvoiceRecord;
}

/** What Telegram keeps of an invoice beside its message. */
export interface InvoiceRecord {
  payload: string;
  prices: { label: string; amount: number }[];
  paid: boolean;
}

/** A button of the keyboard that replaces the phone's letters. */
export interface ReplyButton {
  text: string;
  request_contact?: boolean;
}

/** The keyboard that replaces the phone's letters. */
export interface ReplyKeyboard {
  rows: ReplyButton[][];
  one_time: boolean;
}

/** What answerCallbackQuery showed to a cat. */
export interface Toast {
  text: string;
  alert: boolean;
}

/** A simulated Telegram user. */
export interface CatRecord {
  id: number;
  name: string;
  language: 'ru' | 'en';
  username?: string;
  start_code?: string;
  note?: string;
}

/** A chat with its whole history. */
export interface ChatRecord {
  id: number;
  type: 'private' | 'group';
  title?: string;
  members: number[];
  started: boolean;
  blocked: boolean;
  next_message_id: number;
  messages: StoredMessage[];
  reply_keyboard?: ReplyKeyboard;
  last_toast?: Toast;
}

/** What kind of thing a file was sent as. */
export type FileKind = 'photo' | 'document' | 'voice' | 'sticker';

/** A file known to the Bot API; its bytes are kept by their hash. */
export interface FileRecord {
  file_id: string;
  file_unique_id: string;
  file_path: string;
  kind: FileKind;
  name: string;
  mime: string;
  size: number;
  sha256: string;
  width: number;
  height: number;
}

/** What the bot receives through getUpdates. */
export interface TgUpdate {
  update_id: number;
  message?: TgMessage;
  edited_message?: TgMessage;
  callback_query?: {
    id: string;
    from: TgUser;
    message: TgMessage;
    chat_instance: string;
    data: string;
  };
  pre_checkout_query?: { id: string; from: TgUser; currency: string; total_amount: number; invoice_payload: string };
  my_chat_member?: {
    chat: TgChat;
    from: TgUser;
    date: number;
    old_chat_member: { user: TgUser; status: string };
    new_chat_member: { user: TgUser; status: string };
  };
}

/** An update the bot has not confirmed yet. */
export interface PendingUpdate {
  update: TgUpdate;
  /** Real time in ms, since button presses expire by it. */
  real_ms: number;
}

/** A button press that waits for answerCallbackQuery. */
export interface QueryRecord {
  id: string;
  cat_id: number;
  chat_id: number;
  message_id: number;
  real_ms: number;
}

/** One list of commands that setMyCommands stored. */
export interface CommandsRecord {
  /** `default`, `all_private_chats`, … or `chat:<id>`. */
  scope: string;
  language: string;
  commands: { command: string; description: string }[];
}
