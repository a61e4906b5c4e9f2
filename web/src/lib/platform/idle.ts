/** Longest wait for a quiet moment, in ms. */
const LATEST_MS = 2_000;

/** Runs `action` once the browser has nothing better to do; the returned function calls it off. */
export function whenIdle(action: () => void): () => void {
  // Safari has no idle callback.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(action, 200);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(action, { timeout: LATEST_MS });
  return () => cancelIdleCallback(handle);
}
