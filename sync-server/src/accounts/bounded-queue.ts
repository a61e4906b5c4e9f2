/** Runs heavy tasks a few at a time. `busy`: too many wait already; the task was not started and may be sent again. */
export interface BoundedQueue {
  run<T>(task: () => Promise<T>): Promise<T | 'busy'>;
}

/**
 * @param concurrency tasks at once. Heavy tasks share the few threads that also carry fsync, so some must stay free.
 * @param maxWaiting tasks that may wait beside them
 */
export function createBoundedQueue(limits: { concurrency: number; maxWaiting: number }): BoundedQueue {
  let running = 0;
  const waiting: (() => void)[] = [];

  const leave = (): void => {
    const next = waiting.shift();
    // The place is handed on, so that nobody who comes in between can take it.
    if (next === undefined) running -= 1;
    else next();
  };

  return {
    async run(task) {
      if (running < limits.concurrency) running += 1;
      else if (waiting.length < limits.maxWaiting)
        await new Promise<void>((resolve) => waiting.push(resolve));
      else return 'busy';
      try {
        return await task();
      } finally {
        leave();
      }
    },
  };
}
