import { findFile } from '../../world/files';
import { chatOf } from '../../world/world';
import { badRequest } from '../api-error';
import { knownChat, type Method } from '../context';
import { PRESS_LIFE_MS } from '../updates';

const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024;
const MAX_TOAST = 200;
/** How many unheard toasts a chat remembers. */
const MAX_TOASTS = 100;

/** Who the bot is. */
export const getMe: Method = ({ world }) => ({
  ...world.bot,
  can_join_groups: true,
  can_read_all_group_messages: true,
  supports_inline_queries: false,
});

/** Long polling for updates. */
export const getUpdates: Method = ({ queue }, params, signal) => {
  const allowed = params.json('allowed_updates');
  return queue.poll(
    {
      offset: params.int('offset') ?? 0,
      limit: params.int('limit') ?? 100,
      timeout_s: params.int('timeout') ?? 0,
      ...(Array.isArray(allowed) && { allowed: allowed.map(String) }),
    },
    signal,
  );
};

/** There never is a webhook; it may still drop what waits. */
export const deleteWebhook: Method = ({ queue }, params) => {
  if (params.flag('drop_pending_updates')) queue.clear();
  return true;
};

/** There never is a webhook. */
export const getWebhookInfo: Method = ({ queue }) => ({
  url: '',
  has_custom_certificate: false,
  pending_update_count: queue.size,
});

/** Ends a button's waiting and may show a text over the chat. */
export const answerCallbackQuery: Method = ({ world }, params) => {
  const id = params.text('callback_query_id') ?? '';
  const query = world.state.queries[id];
  const tooOld = query !== undefined && world.deps.realNow() - query.real_ms > PRESS_LIFE_MS;
  if (!query || tooOld) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  const text = params.text('text') ?? '';
  if (text.length > MAX_TOAST) throw badRequest('MESSAGE_TOO_LONG');
  delete world.state.queries[id];
  const { chat_id: chatId, cat_id: catId } = query;
  world.changes.emit({ type: 'answered', chatId, queryId: id, messageId: query.message_id });
  if (text === '') return true;
  const toast = { text, alert: params.flag('show_alert') };
  const chat = world.chat(chatId);
  if (chat) chat.last_toast = toast;
  world.toasts.set(chatId, [...(world.toasts.get(chatId) ?? []).slice(-MAX_TOASTS), toast]);
  world.changes.emit({ type: 'toast', chatId, catId, toast });
  return true;
};

/** Where a file can be downloaded. */
export const getFile: Method = ({ world }, params) => {
  const fileId = params.text('file_id') ?? '';
  const file = findFile(world, fileId);
  if (!file) throw badRequest('invalid file_id');
  if (file.size > MAX_DOWNLOAD_BYTES) throw badRequest('file is too big');
  return {
    file_id: fileId,
    file_unique_id: file.file_unique_id,
    file_size: file.size,
    file_path: file.file_path,
  };
};

/** What is known about a chat. */
export const getChat: Method = ({ world }, params) => ({
  ...chatOf(world, knownChat(world, params)),
  accent_color_id: 0,
  max_reaction_count: 11,
});
