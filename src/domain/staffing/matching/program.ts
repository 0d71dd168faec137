import type { Scalar } from '../../shared/errors';

/** What a program is asked: one step of a pipeline, over the workers that are left (M2). Ids and scalars, never names. */
export interface ProgramRequest {
  /** The name it has in the configuration. */
  program: string;
  params: Readonly<Record<string, Scalar>>;
  /** How long the step may take, in ms; the configuration's limit holds where it is shorter. */
  timeoutMs?: number;
  /** The order to be matched, the *reference sample*. */
  reference: Readonly<Record<string, Scalar>>;
  /** The workers, the *normal samples*; each has its id as `worker`. */
  samples: readonly Readonly<Record<string, Scalar | readonly string[]>>[];
  seed: string;
}

/** What a program said of the workers it was asked about; whom it did not name it kept, with no value. */
export interface ProgramAnswer {
  /** The version it told in its handshake. */
  version: string;
  dropped: { worker: string; why: string }[];
  values: Record<string, number>;
}

/** How a program can fail. */
export type ProgramFault = 'not_configured' | 'not_started' | 'handshake' | 'timeout' | 'memory' | 'crashed' | 'bad_answer' | 'too_much';

/** What came of asking a program. */
export type ProgramOutcome = ({ ok: true } & ProgramAnswer) | { ok: false; fault: ProgramFault; detail: string };

/** The programs that matching may ask, beyond which lies the operating system. */
export interface Programs {
  /** The names that the configuration knows. */
  names(): readonly string[];
  ask(request: ProgramRequest): Promise<ProgramOutcome>;
}
