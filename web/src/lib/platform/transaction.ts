import type { Connection } from './schema.ts';
import { isConnectionLost, transactionRefusal } from './storage-errors.ts';
import { errorName, refused, type StorageRefusal } from './storage-result.ts';
import { within, type Timers } from './timers.ts';

/** How long a transaction of a few rows may take. */
const TRANSACTION_TIMEOUT_MS = 30_000;
/** What one row of many may take: twenty times as long as a desktop takes, for slow phones with other work to do. */
const ROW_TIMEOUT_MS = 5;

/** What the running of a transaction needs of it. */
interface EndingTransaction {
  readonly done: Promise<void>;
  readonly error: DOMException | null;
  abort(): void;
}

/** Begins a transaction and gives the work to do in it. */
export type Begin<T> = (connection: Connection) => {
  readonly transaction: EndingTransaction;
  readonly work: () => Promise<T>;
  /** How many rows the work is about, where they are many. */
  readonly rowCount?: number | undefined;
};

export type TransactionOutcome<T> =
  | { readonly ok: true; readonly value: T }
  /** `isLost`: the connection is of no more use, and the same work may succeed on another. */
  | { readonly ok: false; readonly refusal: StorageRefusal; readonly isLost: boolean };

/**
 * Runs one transaction to its end: `ok` only after `complete`, never on the success of its requests. What fails in it
 * aborts it; half a minute without an end, and longer for many rows, counts as failed, and the transaction is then aborted too.
 */
export function runTransaction<T>(
  connection: Connection,
  begin: Begin<T>,
  timers: Timers,
): Promise<TransactionOutcome<T>> {
  let begun: ReturnType<Begin<T>>;
  try {
    begun = begin(connection);
  } catch (error) {
    return Promise.resolve(failure(error));
  }
  const limitMs = TRANSACTION_TIMEOUT_MS + (begun.rowCount ?? 0) * ROW_TIMEOUT_MS;
  return within(timers, limitMs, carryOut(begun.transaction, begun.work), () => {
    abortQuietly(begun.transaction);
    return { ...refused('timed-out', 'transaction'), isLost: false };
  });
}

async function carryOut<T>(
  transaction: EndingTransaction,
  work: () => Promise<T>,
): Promise<TransactionOutcome<T>> {
  const ended = transaction.done.then(
    () => null,
    (error: unknown) => ({ error: transaction.error ?? error }),
  );
  let value: T;
  try {
    value = await work();
  } catch (error) {
    abortQuietly(transaction);
    const end = await ended;
    // What is no storage error is a bug of the caller, and must not pass for a full disk.
    if (!(error instanceof DOMException)) throw error;
    return failure(error.name === 'AbortError' && end ? end.error : error);
  }
  const end = await ended;
  return end ? failure(end.error) : { ok: true, value };
}

/** Aborts a transaction that may have ended by itself. */
export function abortQuietly(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch (error) {
    if (errorName(error) !== 'InvalidStateError') throw error;
  }
}

function failure(error: unknown): { ok: false; refusal: StorageRefusal; isLost: boolean } {
  return { ...transactionRefusal(error), isLost: isConnectionLost(error) };
}
