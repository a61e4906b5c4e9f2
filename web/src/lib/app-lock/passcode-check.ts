import type { LockKeeping, LockRecord } from '$lib/platform/lock-keeping.ts';
import type { PasscodeHash } from '$lib/platform/passcode-hash.ts';
import { pauseLeft } from './failure-pause.ts';

/** `waitMs`: how long the next try is put off. */
export type Attempt =
  { readonly kind: 'right' } | { readonly kind: 'wrong' | 'wait'; readonly waitMs: number };

export interface PasscodeParts {
  readonly keeping: LockKeeping;
  readonly now: () => number;
  readonly isPasscode: (passcode: string, kept: PasscodeHash) => Promise<boolean>;
}

/** Tries passcodes one at a time, with growing pauses after wrong ones that hold over reloads and for all tabs. */
export class PasscodeCheck {
  readonly #parts: PasscodeParts;
  #checking: Promise<Attempt> | null = null;

  constructor(parts: PasscodeParts) {
    this.#parts = parts;
  }

  /** How long nothing is tried yet, in ms. */
  get waitMs(): number {
    const record = this.#parts.keeping.read();
    return record ? pauseLeft(record, this.#parts.now()) : 0;
  }

  /** Asked again while one is checked, it is the same try. */
  try(typed: string): Promise<Attempt> {
    this.#checking ??= this.#check(typed).finally(() => (this.#checking = null));
    return this.#checking;
  }

  /** Forgets the wrong ones: whoever is in has shown to be the owner. */
  forgive(): void {
    const record = this.#parts.keeping.read();
    if (record !== null && record.failures > 0)
      this.#parts.keeping.write({ ...record, failures: 0, lastFailedAt: 0 });
  }

  async #check(typed: string): Promise<Attempt> {
    const { keeping, now, isPasscode } = this.#parts;
    const record = keeping.read();
    // Another tab has removed the lock.
    if (record === null) return { kind: 'right' };
    const waitMs = pauseLeft(record, now());
    if (waitMs > 0) return { kind: 'wait', waitMs };
    // Counted before it is checked: a reload in the middle, or another tab, is no way to try for free.
    const counted: LockRecord = { ...record, failures: record.failures + 1, lastFailedAt: now() };
    keeping.write(counted);
    if (!(await isPasscode(typed, record.passcode)))
      return { kind: 'wrong', waitMs: pauseLeft(counted, now()) };
    this.forgive();
    return { kind: 'right' };
  }
}
