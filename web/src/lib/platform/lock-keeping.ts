import { LOCK_KEY } from './lock-mark.ts';
import type { PasscodeHash } from './passcode-hash.ts';

/** Minutes for which the app may be out of sight before it locks. */
export const lockDelays = [0, 1, 5, 15] as const;
type LockDelay = (typeof lockDelays)[number];

/** The app lock of this device, for all its profiles. */
export interface LockRecord {
  readonly passcode: PasscodeHash;
  /** Of this device's own screen lock, base64; null when only the passcode opens. */
  readonly credentialId: string | null;
  readonly delay: LockDelay;
  /** Passcodes in a row that were wrong, the one that is being checked among them. */
  readonly failures: number;
  /** Ms since 1970; 0 without failures. */
  readonly lastFailedAt: number;
}

export interface LockKeeping {
  /** Null when there is none that can be used: what cannot be checked must not shut anybody out of the own records. */
  read(): LockRecord | null;
  /** Whether it is kept. */
  write(record: LockRecord): boolean;
  remove(): void;
  /** Calls `action` when another tab has set, changed or removed it; returns the unsubscriber. */
  onChangedElsewhere(action: () => void): () => void;
}

/** In localStorage, which can be read before the first paint. */
export const localLockKeeping: LockKeeping = {
  read() {
    try {
      const value: unknown = JSON.parse(localStorage.getItem(LOCK_KEY) ?? 'null');
      return isLockRecord(value) ? value : null;
    } catch {
      return null;
    }
  },
  write(record) {
    try {
      localStorage.setItem(LOCK_KEY, JSON.stringify(record));
      return true;
    } catch {
      // Blocked or full: the answer says so.
      return false;
    }
  },
  remove() {
    try {
      localStorage.removeItem(LOCK_KEY);
    } catch {
      // Blocked: nothing was kept there.
    }
  },
  onChangedElsewhere(action) {
    const hear = ({ key }: StorageEvent): void => {
      // Null: everything was cleared.
      if (key === LOCK_KEY || key === null) action();
    };
    addEventListener('storage', hear);
    return () => removeEventListener('storage', hear);
  },
};

function isLockRecord(value: unknown): value is LockRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { passcode, credentialId, delay, failures, lastFailedAt } = value as Partial<LockRecord>;
  return (
    typeof passcode === 'object' &&
    typeof passcode.salt === 'string' &&
    typeof passcode.hash === 'string' &&
    Number.isSafeInteger(passcode.iterations) &&
    passcode.iterations > 0 &&
    (credentialId === null || typeof credentialId === 'string') &&
    lockDelays.some((one) => one === delay) &&
    Number.isSafeInteger(failures) &&
    Number.isSafeInteger(lastFailedAt)
  );
}
