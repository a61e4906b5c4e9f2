/** Waiting as a port, so that timeouts are tested without sleeping. */
export interface Timers {
  /** Runs `action` once after `delayMs`; the returned function cancels it and may be called at any time. */
  after(delayMs: number, action: () => void): () => void;
}

export const browserTimers: Timers = {
  after(delayMs, action) {
    const handle = setTimeout(action, delayMs);
    return () => clearTimeout(handle);
  },
};

/** What `work` resolves to, or what `onSilence` gives when it has not settled after `limitMs`. */
export function within<T>(timers: Timers, limitMs: number, work: Promise<T>, onSilence: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = timers.after(limitMs, () => resolve(onSilence()));
    void work.then(resolve, reject).finally(cancel);
  });
}
