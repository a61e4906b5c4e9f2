import { errorName, refused } from './storage-result.ts';

/** Names and wordings under which browsers report that they have dropped a connection. */
const lostNames = new Set(['InvalidStateError', 'UnknownError']);
const lostWords = /connection|closing|backing store/i;

/** Whether reopening the database may help. */
export function isConnectionLost(error: unknown): boolean {
  if (lostNames.has(errorName(error))) return true;
  return errorName(error) !== 'VersionError' && error instanceof Error && lostWords.test(error.message);
}

/** Why the database could not be opened. Firefox's private mode used to answer with InvalidStateError. */
export function openRefusal(error: unknown): ReturnType<typeof refused> {
  const name = errorName(error);
  if (name === 'QuotaExceededError') return refused('full', name);
  if (name === 'UnknownError') return refused('lost', name);
  if (name === 'TimeoutError') return refused('timed-out', name);
  if (name === 'VersionError') return refused('newer-version', name);
  if (
    ['InvalidStateError', 'SecurityError', 'NotAllowedError', 'ReferenceError', 'TypeError'].includes(name)
  ) {
    return refused('refused', name);
  }
  return isConnectionLost(error) ? refused('lost', name) : refused('failed', name);
}

/** Why a transaction did not complete. */
export function transactionRefusal(error: unknown): ReturnType<typeof refused> {
  const name = errorName(error);
  if (name === 'QuotaExceededError') return refused('full', name);
  if (name === 'TimeoutError') return refused('timed-out', name);
  return isConnectionLost(error) ? refused('lost', name) : refused('failed', name);
}
