import type { ChatStore, Dialogue } from '../../bot/store';
import type { Tables } from '../tables';

interface UpdateRow {
  update_id: number;
  chat_id: number;
  body: string;
  attempts: number;
}

interface DialogueRow {
  chat_id: number;
  scene: string;
  subject: string;
  step: string;
  token: string;
  active: number;
  data: string;
  message_id: number | null;
}

/** Stored updates and dialogues on SQL; times are real, since Telegram's are. */
export function chatStore(t: Tables, wall: Date): ChatStore {
  return {
    keepUpdate: ({ updateId, chatId, body }) =>
      t.insertNew('updates', { update_id: updateId, chat_id: chatId, body, received_at: wall.toISOString() }),
    waitingUpdates: async () => {
      const rows = await t.all<UpdateRow>('SELECT update_id, chat_id, body, attempts FROM updates WHERE handled_at IS NULL ORDER BY update_id');
      return rows.map((row) => ({ updateId: row.update_id, chatId: row.chat_id, body: row.body, attempts: row.attempts }));
    },
    updateHandled: async (updateId, error) => void (await t.update('updates', { update_id: updateId }, { handled_at: wall.toISOString(), error })),
    updateFailed: async (updateId, error) =>
      void (await t.write('UPDATE updates SET attempts = attempts + 1, error = $error WHERE update_id = $updateId', { updateId, error })),
    ...dialogues(t, wall),
  };
}

function dialogues(t: Tables, wall: Date): Pick<ChatStore, 'dialogues' | 'keepDialogue' | 'dropDialogues'> {
  return {
    dialogues: async (chatId) =>
      (await t.all<DialogueRow>('SELECT * FROM dialogues WHERE chat_id = $chatId ORDER BY updated_at DESC, scene', { chatId })).map(toDialogue),
    keepDialogue: async ({ chatId, scene, subject, step, token, active, data, messageId }) => {
      if (active) await t.update('dialogues', { chat_id: chatId, active: 1 }, { active: 0 });
      await t.write(
        `INSERT INTO dialogues (chat_id, scene, subject, step, token, active, data, message_id, updated_at)
         VALUES ($chatId, $scene, $subject, $step, $token, $active, $data, $messageId, $updatedAt)
         ON CONFLICT (chat_id, scene, subject) DO UPDATE SET step = excluded.step, token = excluded.token, active = excluded.active,
           data = excluded.data, message_id = excluded.message_id, updated_at = excluded.updated_at`,
        {
          ...{ chatId, scene, subject, step, token, messageId },
          active: active ? 1 : 0,
          data: JSON.stringify(data),
          updatedAt: wall.toISOString(),
        },
      );
    },
    dropDialogues: async (chatId, scene, step, exceptSubject) =>
      void (await t.write('DELETE FROM dialogues WHERE chat_id = $chatId AND scene = $scene AND step = $step AND subject <> $exceptSubject', {
        chatId,
        scene,
        step,
        exceptSubject,
      })),
  };
}

const toDialogue = (row: DialogueRow): Dialogue => ({
  chatId: row.chat_id,
  scene: row.scene,
  subject: row.subject,
  step: row.step,
  token: row.token,
  active: row.active === 1,
  data: JSON.parse(row.data) as Dialogue['data'],
  messageId: row.message_id,
});
