import { setImmediate as turn } from 'node:timers/promises';
import { FAILURE, garbled, type Answer } from './answers';
import { ModeSwitch, type AskMode, type SwitchState } from './modes';

/** What a desk remembers of how to behave. */
export interface DeskState<M extends string> extends SwitchState<M> {
  asking: SwitchState<AskMode>;
  /** How long mode `delay` holds a request, in real ms; null = until it is released. */
  delay_ms: number | null;
}

/** Where requests to a simulated money service arrive: well, or as on a bad day. */
export abstract class Desk<M extends string> {
  private readonly requests: ModeSwitch<M>;
  private readonly questions: ModeSwitch<AskMode>;
  private readonly held = new Map<() => void, NodeJS.Timeout | undefined>();
  private waiting: (() => void)[] = [];

  constructor(
    private readonly desk: DeskState<M>,
    protected readonly changed: () => void,
  ) {
    this.requests = new ModeSwitch(desk, changed);
    this.questions = new ModeSwitch(desk.asking, changed);
  }

  /** How the next request will be treated. */
  get mode(): M {
    return this.requests.mode;
  }

  /** Changes the mode, for good or for the next `times` requests. */
  setMode(mode: M, times?: number): void {
    this.requests.set(mode, times);
  }

  /** Changes how questions about earlier requests are answered, for good or for the next `times` of them. */
  setAskMode(mode: AskMode, times?: number): void {
    this.questions.set(mode, times);
  }

  /** How long mode `delay` holds a request, in real ms; null = until `release`. */
  setDelay(ms: number | null): void {
    this.desk.delay_ms = ms;
    this.changed();
  }

  /** Lets go of what mode `delay` holds, oldest first; resolves when it is carried out. */
  async release(): Promise<void> {
    for (const go of [...this.held.keys()]) go();
    await turn();
  }

  /** Waits for the next request to be treated, answered or not, or to be held. */
  receives(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Forgets what is held, and never answers it. */
  close(): Promise<void> {
    for (const timer of this.held.values()) clearTimeout(timer);
    this.held.clear();
    return Promise.resolve();
  }

  /** Treats one request as the mode says. */
  protected async treat(carryOut: (mode: M) => Answer): Promise<Answer> {
    const mode = this.requests.take();
    if (mode === 'delay') await this.hold();
    const answer = garbled(mode, treated(mode, () => carryOut(mode)));
    this.tell();
    return answer;
  }

  /** Answers one question as the mode of questions says. */
  protected answer(look: () => Answer): Answer {
    const mode = this.questions.take();
    if (mode === 'timeout') return 'hang';
    return mode === 'error_500' ? FAILURE : garbled(mode, look());
  }

  private hold(): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(this.held.get(go));
        this.held.delete(go);
        resolve();
      };
      const { delay_ms } = this.desk;
      this.held.set(go, delay_ms === null ? undefined : setTimeout(go, delay_ms));
      this.tell();
    });
  }

  private tell(): void {
    for (const tell of this.waiting.splice(0)) tell();
  }
}

function treated(mode: string, carryOut: () => Answer): Answer {
  if (mode === 'timeout_before') return 'hang';
  if (mode === 'error_500_before') return FAILURE;
  const answer = carryOut();
  if (mode === 'timeout_after') return 'hang';
  return mode === 'error_500_after' ? FAILURE : answer;
}
