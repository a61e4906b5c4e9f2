/** Where the app lock is kept. That there is something is all that the first paint needs to know. */
export const LOCK_KEY = 'tallybook:lock';

/** Whether the app lock is on, at once. Where site data is blocked there is none. */
export function isLockMarked(): boolean {
  try {
    return localStorage.getItem(LOCK_KEY) !== null;
  } catch {
    return false;
  }
}
