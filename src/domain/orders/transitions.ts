import type { UseCase } from '../users';
import { wrongState } from './errors';
import type { OrdersEvent } from './events';
import type { Order, OrderStatus } from './order';

/** One thing that can happen to an order. */
export interface Transition {
  /** Who may do it, as the permission matrix says under this row. */
  useCase: UseCase;
  /** Empty where there is no order yet. */
  from: readonly OrderStatus[];
  /** The state it goes to, or one of several; `same` keeps the state it is in. */
  to: OrderStatus | readonly OrderStatus[] | 'same';
  event: OrdersEvent['type'];
  /** The rules of the domain it carries out. */
  rule: string;
  needs?: 'reason' | 'photo';
  /** Passed over in any other state, where the others are refused with `orders.wrong_state`: nobody in person asked for it. */
  isQuiet?: true;
}

/** Everything that can happen to an order, in one table that use cases, documentation and tests read (O3, O5, O6, O9, M4, M5, U4). */
export const TRANSITIONS = {
  'place-order': { useCase: 'place-order', from: [], to: ['assigned', 'unmatched'], event: 'order_placed', rule: 'O1, O2' },
  'match-waiting-order': { useCase: 'match-waiting-order', from: ['unmatched'], to: 'assigned', event: 'order_assigned', rule: 'M5', isQuiet: true },
  'remind-unmatched': { useCase: 'remind-unmatched', from: ['unmatched'], to: 'same', event: 'order_still_unmatched', rule: 'M5', isQuiet: true },
  'give-up-order': { useCase: 'give-up-order', from: ['unmatched'], to: 'cancelled', event: 'order_cancelled', rule: 'M5', isQuiet: true },
  'assign-order': { useCase: 'assign-order', from: ['unmatched', 'assigned'], to: 'assigned', event: 'order_assigned', rule: 'M4', needs: 'reason' },
  'match-again': { useCase: 'match-again', from: ['unmatched', 'assigned'], to: 'assigned', event: 'order_assigned', rule: 'M4, M5' },
  'move-order': { useCase: 'move-order', from: ['unmatched', 'assigned'], to: ['unmatched', 'assigned'], event: 'order_moved', rule: 'O9' },
  'set-directions': { useCase: 'set-directions', from: ['unmatched', 'assigned', 'started'], to: 'same', event: 'order_directions_changed', rule: 'O4' },
  'report-cannot-come': { useCase: 'report-cannot-come', from: ['assigned'], to: 'same', event: 'worker_cannot_come', rule: 'M4', needs: 'reason' },
  'release-person': { useCase: 'deactivate-user', from: ['assigned'], to: 'unmatched', event: 'order_unmatched', rule: 'U4', isQuiet: true },
  'start-order': { useCase: 'start-order', from: ['assigned'], to: 'started', event: 'order_started', rule: 'O3, O4', needs: 'photo' },
  'take-back-start': { useCase: 'take-back-start', from: ['started'], to: ['assigned', 'unmatched'], event: 'order_start_taken_back', rule: 'O3, O5, U4', needs: 'reason' },
  'alert-overdue': { useCase: 'alert-overdue', from: ['started'], to: 'same', event: 'order_overdue', rule: 'O3', isQuiet: true },
  'complete-order': { useCase: 'complete-order', from: ['started'], to: 'completed', event: 'order_completed', rule: 'O4, O7', needs: 'photo' },
  'fail-order': { useCase: 'fail-order', from: ['started'], to: 'failed', event: 'order_failed', rule: 'O6, O7', needs: 'reason' },
  'fail-no-show': { useCase: 'fail-no-show', from: ['assigned'], to: 'failed', event: 'order_failed', rule: 'O5', isQuiet: true },
  'cancel-order': { useCase: 'cancel-order', from: ['unmatched', 'assigned'], to: 'cancelled', event: 'order_cancelled', rule: 'O6, O7', needs: 'reason' },
  'repeat-order': { useCase: 'repeat-order', from: ['failed', 'cancelled'], to: 'same', event: 'order_placed', rule: 'O5' },
} as const satisfies Record<string, Transition>;

/** The name of something that can happen to an order. */
export type TransitionName = keyof typeof TRANSITIONS;

/** Whether an order in this state can do that. */
export function canDo(status: OrderStatus, name: TransitionName): boolean {
  return (TRANSITIONS[name].from as readonly OrderStatus[]).includes(status);
}

/** Lets the use case go on in a state that the table names; throws `orders.wrong_state` in any other. */
export function expectState(order: Pick<Order, 'id' | 'number' | 'status'>, name: TransitionName): void {
  if (!canDo(order.status, name)) throw refused(order, name);
}

/** What is thrown where an order is not, or no longer, in a state that the table names. */
export function refused(order: Pick<Order, 'id' | 'number' | 'status'>, name: TransitionName): Error {
  return wrongState(order.id, order.number, order.status, TRANSITIONS[name].from, waysOn(order.status));
}

/** What somebody can do about an order in this state: whatever surely takes it to another one, and where nothing does, all there is. */
function waysOn(status: OrderStatus): string[] {
  const possible = Object.entries<Transition>(TRANSITIONS).filter(([, { from, isQuiet }]) => from.includes(status) && !isQuiet);
  const onward = possible.filter(([, { to }]) => ![to].flat().some((state) => state === status || state === 'same'));
  return (onward.length === 0 ? possible : onward).map(([name]) => name);
}
