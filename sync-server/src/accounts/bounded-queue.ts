import { createFairLine } from './fair-line.ts';
import type { Turn } from './fair-line.ts';

/**
 * Runs heavy tasks a few at a time. `busy`: too many wait already, and of those whoever sent most is refused first; the
 * task was not started and may be sent again.
 */
export interface BoundedQueue {
  /** @param turn whose task it is; those without share one turn */
  run<T>(task: () => Promise<T>, turn?: Turn): Promise<T | 'busy'>;
}

const NOBODY: Turn = { address: '', account: '' };

/**
 * @param concurrency tasks at once. Heavy tasks share the few threads that also carry fsync, so some must stay free.
 * @param maxWaiting tasks that may wait beside them
 */
export function createBoundedQueue(limits: { concurrency: number; maxWaiting: number }): BoundedQueue {
  let running = 0;
  const line = createFairLine<(isLetIn: boolean) => void>();

  const leave = (): void => {
    const next = line.next();
    // The place is handed on, so that nobody who comes in between can take it.
    if (next === undefined) running -= 1;
    else next(true);
  };

  const wait = (turn: Turn): Promise<boolean> =>
    new Promise((settle) => {
      line.add(turn, settle);
      if (line.size() > limits.maxWaiting) line.shed(turn)?.(false);
    });

  return {
    async run(task, turn = NOBODY) {
      if (running < limits.concurrency) running += 1;
      else if (!(await wait(turn))) return 'busy';
      try {
        return await task();
      } finally {
        leave();
      }
    },
  };
}
