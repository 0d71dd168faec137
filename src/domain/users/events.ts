/** What happens to people. */
export type UsersEvent =
  | { type: 'user_registered'; person: string }
  | { type: 'roles_changed'; person: string; role: string; granted: boolean }
  | { type: 'telegram_linked'; person: string }
  | { type: 'user_deactivated'; person: string }
  | { type: 'user_reactivated'; person: string }
  | { type: 'user_anonymised'; person: string };
