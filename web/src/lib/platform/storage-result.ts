/**
 * Why this device did not store or read something.
 *
 * - `full`: the quota is used up.
 * - `refused`: there is no IndexedDB here, or the browser denied it (private mode, blocked site data).
 * - `lost`: the connection broke and three tries did not bring it back.
 * - `timed-out`: the browser never answered.
 * - `blocked-by-other-tab`: an older copy of the app keeps the database at its old version.
 * - `updated-in-another-tab`: a newer copy of the app took over; this one must be reloaded.
 * - `newer-version`: the data was written by a newer app; it can be read and exported, not written.
 * - `failed`: anything else.
 */
export type RefusalReason =
  | 'full'
  | 'refused'
  | 'lost'
  | 'timed-out'
  | 'blocked-by-other-tab'
  | 'updated-in-another-tab'
  | 'newer-version'
  | 'failed';

/** `detail` names the error for a diagnostic; it never holds what a person typed. */
export interface StorageRefusal {
  readonly reason: RefusalReason;
  readonly detail: string;
}

export type StorageResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: StorageRefusal };

export function stored<T>(value: T): StorageResult<T> {
  return { ok: true, value };
}

export function refused(reason: RefusalReason, detail: string): { ok: false; refusal: StorageRefusal } {
  return { ok: false, refusal: { reason, detail } };
}

/** A database that cannot be opened is not worth searching for readable rows. */
export function mayReadRowByRow({ reason }: StorageRefusal): boolean {
  return reason === 'failed' || reason === 'lost';
}

/** The name of a thrown value, without its message: messages of some browsers quote keys. */
export function errorName(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : typeof error;
}
