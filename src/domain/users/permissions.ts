import { ROLES, type Actor, type Role } from '../shared/work';
import { forbidden } from './errors';

/** How far a role reaches: any subject, or only what is its own. */
export type Reach = 'any' | 'own';

/** Who a column of the matrix speaks of: the roles, whoever was deactivated and has none any more, the clock-driven system, and strangers in the chat. */
export const COLUMNS = [...ROLES, 'former', 'system', 'stranger'] as const;
/** One column of the permission matrix. */
export type Column = (typeof COLUMNS)[number];
type Row = Partial<Record<Column, Reach>>;

const managers: Row = { manager: 'any', admin: 'any' };
const staff: Row = { ...managers, supplies: 'any' };
const clockAndManagers: Row = { ...managers, system: 'any' };

/** The permission matrix (U4): a row for each use case; what is not named is denied. */
export const permissions = {
  // users
  'add-user': { admin: 'any' },
  'invite-user': managers,
  'change-roles': { admin: 'any' },
  'deactivate-user': { admin: 'any' },
  'reactivate-user': { admin: 'any' },
  'list-people': staff,
  'show-person': { ...staff, client: 'own', candidate: 'own', worker: 'own' },
  'redeem-invitation': { stranger: 'any', client: 'any', candidate: 'any', worker: 'any', manager: 'any', supplies: 'any', admin: 'any' },
  'choose-language': { client: 'own', candidate: 'own', worker: 'own', manager: 'own', supplies: 'own', admin: 'own' },
  'mark-unreachable': { system: 'any' },
  // staffing
  'add-candidate': managers,
  'override-decision': managers,
  'close-day': clockAndManagers,
  'explain-candidate': managers,
  'replay-decisions': managers,
  'list-candidates': clockAndManagers,
  'candidate-photo': managers,
  'list-workers': managers,
  'mark-absence': { ...managers, worker: 'own' },
  'list-absences': { ...clockAndManagers, worker: 'own' },
  'remove-absence': { ...managers, worker: 'own' },
  'book-worker': { ...clockAndManagers, client: 'own' },
  'list-pipelines': managers,
  'show-pipeline': managers,
  'edit-pipeline': managers,
  'activate-pipeline': managers,
  'rollback-pipeline': managers,
  'shadow-pipeline': managers,
  'run-shadows': clockAndManagers,
  'compare-pipelines': managers,
  'explain-match': managers,
  'show-rating': { ...managers, worker: 'own' },
  'add-test': managers,
  'revise-test': managers,
  'retire-test': managers,
  'list-tests': managers,
  'list-vacancies': { ...clockAndManagers, stranger: 'any', client: 'any', candidate: 'any', worker: 'any' },
  'open-vacancy': managers,
  'close-vacancy': managers,
  'change-vacancy-tests': managers,
  'apply-for-work': { stranger: 'any', client: 'own', candidate: 'own', worker: 'own' },
  'show-my-application': { client: 'own', candidate: 'own', worker: 'own' },
  'withdraw-application': { ...managers, client: 'own', candidate: 'own' },
  'contact-candidate': managers,
  'assign-battery': managers,
  'show-battery': managers,
  'record-result': managers,
  'take-test': { candidate: 'own' },
  'screen-candidates': managers,
  'import-candidates': managers,
  'import-results': managers,
  'expire-batteries': clockAndManagers,
  'purge-candidates': clockAndManagers,
  'lint-hypothesis': managers,
  'add-hypothesis': managers,
  'list-hypotheses': managers,
  'show-hypothesis': managers,
  'backtest-hypothesis': managers,
  'shadow-hypothesis': managers,
  'forecast-trial': managers,
  'start-trial': managers,
  'compare-hypotheses': managers,
  'adopt-hypothesis': managers,
  'rollback-hypothesis': managers,
  'retire-hypothesis': managers,
  'guard-trials': clockAndManagers,
  'mature-outcomes': clockAndManagers,
  'decide-waiting': clockAndManagers,
  'show-screening-policy': managers,
  'change-screening-policy': { admin: 'any' },
  // orders
  'add-service': managers,
  'edit-service': managers,
  'retire-service': managers,
  'restore-service': managers,
  'list-services': { ...staff, client: 'any', worker: 'any' },
  'estimate-order': { ...managers, client: 'own' },
  'place-order': { ...managers, client: 'own' },
  'match-waiting-order': clockAndManagers,
  'give-up-order': clockAndManagers,
  'remind-unmatched': clockAndManagers,
  'assign-order': managers,
  'match-again': managers,
  'who-is-free': managers,
  'move-order': { ...managers, client: 'own' },
  'set-directions': { ...managers, client: 'own' },
  'report-cannot-come': { worker: 'own' },
  'start-order': { ...managers, worker: 'own' },
  'take-back-start': managers,
  'complete-order': { ...managers, worker: 'own' },
  'cancel-order': { ...managers, client: 'own' },
  'repeat-order': { ...managers, client: 'own' },
  'fail-order': { ...managers, worker: 'own' },
  'fail-no-show': clockAndManagers,
  'alert-overdue': clockAndManagers,
  'show-photos': managers,
  'show-order': { ...staff, client: 'own', worker: 'own', system: 'any' },
  'list-orders': { ...managers, client: 'own', worker: 'own', system: 'any' },
  // billing
  'issue-invoice': clockAndManagers,
  'record-payment': managers,
  'void-invoice': managers,
  'credit-invoice': managers,
  'write-off-invoice': managers,
  'reopen-invoice': managers,
  'refund-client': managers,
  'reverse-payment': managers,
  'correct-worker': managers,
  'show-payment-method': { ...managers, client: 'own', system: 'any' },
  'choose-payment-method': { ...managers, client: 'own' },
  'begin-card': { ...managers, client: 'own' },
  'finish-card': { ...managers, client: 'own' },
  'collect-due': clockAndManagers,
  'settle-collection': clockAndManagers,
  'retry-collection': managers,
  'resolve-collection': managers,
  'list-collections': { ...managers, client: 'own', system: 'any' },
  'quote-invoice': { ...managers, client: 'own' },
  'check-telegram-payment': { client: 'own', system: 'any' },
  'record-telegram-payment': { system: 'any' },
  'list-tariffs': clockAndManagers,
  'change-tariff': { admin: 'any' },
  'withdraw-tariff': { admin: 'any' },
  'close-month': { admin: 'any' },
  'prepare-payout': clockAndManagers,
  'settle-payout': clockAndManagers,
  'grant-bonus': managers,
  'park-account': clockAndManagers,
  'release-account': managers,
  'plan-billing': clockAndManagers,
  'show-statement': { ...managers, client: 'own', worker: 'own', former: 'own' },
  'show-invoice': { ...managers, client: 'own', system: 'any' },
  'list-invoices': { ...managers, client: 'own', system: 'any' },
  'list-payouts': { ...managers, worker: 'own', former: 'own', system: 'any' },
  'show-ledger': managers,
  'billing-why': { ...managers, client: 'own', worker: 'own', former: 'own' },
  'replay-billing': managers,
  // consumables
  'issue-kit': { supplies: 'any', manager: 'any', admin: 'any' },
  'take-back-issue': staff,
  'override-kit': managers,
  'list-kits': { ...staff, system: 'any' },
  'set-kit': staff,
  'return-kit': staff,
  'list-kit-templates': staff,
  'list-items': staff,
  'edit-item': staff,
  'show-stock': staff,
  'count-stock': staff,
  'receive-stock': staff,
  'list-purchases': staff,
  'mark-purchase': staff,
  'escalate-kit': clockAndManagers,
  'miss-kit': { worker: 'own' },
  'order-cookie': clockAndManagers,
  // quality
  'list-reviews': clockAndManagers,
  'close-review': managers,
  'report-complaint': { ...managers, client: 'own' },
  // notifications
  'dispatch-outbox': { system: 'any' },
  'remind-worker': clockAndManagers,
  'keep-card': { client: 'own', worker: 'own', supplies: 'own', manager: 'own', admin: 'own', system: 'any' },
  'list-alerts': managers,
  'take-alert': managers,
  'settle-alert': managers,
  'list-tasks': staff,
  'close-task': staff,
  // the machine
  'run-job': clockAndManagers,
  'move-clock': { system: 'any' },
} satisfies Record<string, Row>;

/** The name of a use case: its file's name. */
export type UseCase = keyof typeof permissions;

/** How far an actor reaches in a use case; undefined means denied. */
export function reach(actor: Actor, useCase: UseCase): Reach | undefined {
  const row: Row = permissions[useCase];
  const columns: readonly Column[] = actor.kind !== 'person' ? [actor.kind] : actor.roles.length === 0 ? ['former'] : actor.roles;
  const found = columns.map((column) => row[column]);
  return found.includes('any') ? 'any' : found.includes('own') ? 'own' : undefined;
}

/** Lets the use case go on, or throws `users.forbidden`; `owners` are the people the subject belongs to (U4). */
export function allow(w: { readonly actor: Actor }, useCase: UseCase, ...owners: (string | null)[]): void {
  const found = reach(w.actor, useCase);
  if (found === 'any') return;
  if (found === 'own' && w.actor.personId !== null && owners.includes(w.actor.personId)) return;
  throw forbidden(useCase, roleNames(w.actor));
}

const roleNames = (actor: Actor): string => (actor.kind === 'person' ? (actor.roles satisfies readonly Role[]).join(', ') : actor.kind);
