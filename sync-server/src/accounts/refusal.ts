import type { ProblemCode } from '@tallybook/shared/protocol/problem-codes';

/** Why something was not done: what a person or a program can cause, never a failure of the server. */
export interface Refusal {
  readonly ok: false;
  readonly code: ProblemCode;
  /** What is wrong with each field, by name; a stable word each. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly retryAfterMs?: number;
}

export function refuse(code: ProblemCode, more: Omit<Refusal, 'ok' | 'code'> = {}): Refusal {
  return { ok: false, code, ...more };
}

/** Long enough for a queue of password hashes to be worked off. */
const BUSY_RETRY_MS = 2000;

export function refuseAsBusy(): Refusal {
  return refuse('busy', { retryAfterMs: BUSY_RETRY_MS });
}
