import type { ChatStore, Dialogue } from '../../bot/store';
import type { Tables } from '../tables';

/** Stored updates and dialogues on SQL; times are real, since Telegram's are. */
export function chatStore(t: Tables, wall: Date): ChatStore {
  return {
    keepUpdate: ({ updateId, chatId, body }) =>
      t.insertNew('updates', { update_id: updateId, chat_id: chatId, body, received_at: wall.toISOString() }),
    waitingUpdates: async () => {
      const rows = await t.all<{ update_id: number; chat_id: number; body: string; attempts: number }>(
        `SELECT u.update_id, u.chat_id, u.body, u.attempts FROM updates u
         WHERE u.handled_at IS NULL AND u.update_id =
           (SELECT MIN(f.update_id) FROM updates f WHERE f.chat_id = u.chat_id AND f.handled_at IS NULL)
         ORDER BY u.update_id`,
      );
      return rows.map((row) => ({ updateId: row.update_id, chatId: row.chat_id, body: row.body, attempts: row.attempts }));
    },
    updateHandled: async (updateId, error) => void (await t.update('updates', { update_id: updateId }, { handled_at: wall.toISOString(), error })),
    updateFailed: async (updateId, error) =>
      void (await t.write('UPDATE updates SET attempts = attempts + 1, error = $error WHERE update_id = $updateId', { updateId, error })),
    lastUpdateId: async () => (await t.one<{ last: number | null }>('SELECT MAX(update_id) AS last FROM updates'))?.last ?? undefined,
    dialogue: async (chatId) => {
      const row = await t.one<{ scene: string; step: string; token: string; data: string; message_id: number | null }>(
        'SELECT * FROM dialogues WHERE chat_id = $chatId',
        { chatId },
      );
      return row && { chatId, scene: row.scene, step: row.step, token: row.token, data: JSON.parse(row.data) as Dialogue['data'], messageId: row.message_id };
    },
    keepDialogue: async ({ chatId, scene, step, token, data, messageId }) => {
      await t.remove('dialogues', { chat_id: chatId });
      await t.insert('dialogues', {
        chat_id: chatId,
        scene,
        step,
        token,
        data: JSON.stringify(data),
        message_id: messageId,
        updated_at: wall.toISOString(),
      });
    },
    endDialogue: async (chatId) => void (await t.remove('dialogues', { chat_id: chatId })),
  };
}
