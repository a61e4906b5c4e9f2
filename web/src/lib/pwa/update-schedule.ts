/** Milliseconds between two checks of a tab that just stays open. */
export const checkEveryMs = 60 * 60 * 1000;

/** The parts of the browser that say when a check is worth it. */
export interface CheckOccasions {
  window: Pick<Window, 'addEventListener' | 'removeEventListener'>;
  document: Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'>;
}

/**
 * Calls `check` every hour, when the app comes back to the front, and when the network comes back. Returns a function
 * that ends it.
 */
export function scheduleUpdateChecks(check: () => void, { window, document }: CheckOccasions): () => void {
  const checkIfVisible = () => {
    if (document.visibilityState === 'visible') check();
  };
  const timer = setInterval(check, checkEveryMs);
  window.addEventListener('focus', check);
  window.addEventListener('online', check);
  document.addEventListener('visibilitychange', checkIfVisible);
  return () => {
    clearInterval(timer);
    window.removeEventListener('focus', check);
    window.removeEventListener('online', check);
    document.removeEventListener('visibilitychange', checkIfVisible);
  };
}
