/** What can happen to a request on its way, whatever the service does. `before` and `after` say whether it was carried out before its answer was lost; `delay` holds it and then carries it out; `wrong_…` carry it out and garble the answer. */
export const FAULTS = [
  'ok',
  'timeout_before',
  'timeout_after',
  'error_500_before',
  'error_500_after',
  'delay',
  'wrong_key',
  'wrong_amount',
  'wrong_html',
  'wrong_json',
] as const;

/** What can happen to a question about an earlier request, which carries nothing out. */
export const ASK_MODES = ['ok', 'timeout', 'error_500', 'wrong_key', 'wrong_amount', 'wrong_html', 'wrong_json'] as const;

/** What can happen to a question about an earlier request. */
export type AskMode = (typeof ASK_MODES)[number];

/** A switch as it is kept. */
export interface SwitchState<M extends string> {
  /** The mode that stays. */
  mode: M;
  /** Modes of the very next requests, first one first. */
  once: M[];
}

/** A switch between ways to behave, for good or for the next few requests. */
export class ModeSwitch<M extends string> {
  constructor(
    private readonly state: SwitchState<M>,
    private readonly changed: () => void,
  ) {}

  /** How the next request will be treated. */
  get mode(): M {
    return this.state.once[0] ?? this.state.mode;
  }

  /** Changes the mode, for good or for the next `times` requests. */
  set(mode: M, times?: number): void {
    if (times === undefined) {
      this.state.mode = mode;
      this.state.once = [];
    } else {
      this.state.once = Array.from({ length: times }, () => mode);
    }
    this.changed();
  }

  /** The mode of a request that is here, and one request less to come. */
  take(): M {
    const once = this.state.once.shift();
    if (once) this.changed();
    return once ?? this.state.mode;
  }
}
