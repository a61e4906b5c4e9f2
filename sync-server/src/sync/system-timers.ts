import type { Timers } from './ports.ts';

/** The timers of this process. */
export function createSystemTimers(): Timers {
  return {
    // With fractions, since commits take a few ms.
    nowMs: () => performance.timeOrigin + performance.now(),
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
