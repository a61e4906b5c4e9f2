import type { Timers } from './ports.ts';

/** The timers of this process. */
export function createSystemTimers(): Timers {
  return {
    nowMs: () => Date.now(),
    // With fractions, since commits take a few ms. Stands still while the machine sleeps, so dates come from above.
    elapsedMs: () => performance.now(),
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    every: (periodMs, run) => {
      const timer = setInterval(run, periodMs);
      return () => clearInterval(timer);
    },
    defer: (run) => void setImmediate(run),
  };
}
