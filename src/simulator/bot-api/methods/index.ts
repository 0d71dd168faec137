import type { Method } from '../context';
import { deleteMyCommands, getMyCommands, setMyCommands } from './commands';
import { deleteMessage, editMessageCaption, editMessageReplyMarkup, editMessageText } from './editing';
import { answerPreCheckoutQuery, sendInvoice } from './payments';
import { answerCallbackQuery, deleteWebhook, getChat, getFile, getMe, getUpdates, getWebhookInfo } from './receiving';
import { sendChatAction, sendDocument, sendMessage, sendPhoto } from './sending';

const METHODS = {
  answerCallbackQuery,
  answerPreCheckoutQuery,
  deleteMessage,
  deleteMyCommands,
  deleteWebhook,
  editMessageCaption,
  editMessageReplyMarkup,
  editMessageText,
  getChat,
  getFile,
  getMe,
  getMyCommands,
  getUpdates,
  getWebhookInfo,
  sendChatAction,
  sendDocument,
  sendInvoice,
  sendMessage,
  sendPhoto,
  setMyCommands,
} satisfies Record<string, Method>;

const BY_LOWER_NAME = new Map<string, Method>(
  Object.entries(METHODS).map(([name, method]) => [name.toLowerCase(), method]),
);

/** The method of this name, in any case of letters, as with Telegram. */
export function findMethod(name: string): Method | undefined {
  return BY_LOWER_NAME.get(name.toLowerCase());
}
