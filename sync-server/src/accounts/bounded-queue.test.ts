import { describe, expect, it } from 'vitest';
import { createBoundedQueue } from './bounded-queue.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Tasks that end when they are told to. */
function createTasks() {
  const ends: (() => void)[] = [];
  const started: number[] = [];
  return {
    started,
    end: (n: number) => ends[n]?.(),
    make: (n: number) => () =>
      new Promise<number>((resolve) => {
        started.push(n);
        ends[n] = () => resolve(n);
      }),
  };
}

describe('a bounded queue', () => {
  it('runs as many as it may, lets some wait in order, and refuses the rest unstarted', async () => {
    const queue = createBoundedQueue({ concurrency: 2, maxWaiting: 2 });
    const tasks = createTasks();
    const runs = [0, 1, 2, 3, 4].map((n) => queue.run(tasks.make(n)));
    await expect(runs[4]).resolves.toBe('busy');
    expect(tasks.started).toEqual([0, 1]);
    tasks.end(1);
    await expect(runs[1]).resolves.toBe(1);
    await turn();
    expect(tasks.started).toEqual([0, 1, 2]);
    tasks.end(0);
    await turn();
    expect(tasks.started).toEqual([0, 1, 2, 3]);
    tasks.end(2);
    tasks.end(3);
    await expect(Promise.all(runs)).resolves.toEqual([0, 1, 2, 3, 'busy']);
  });

  it('hands the place on before anybody who comes in between can take it', async () => {
    const queue = createBoundedQueue({ concurrency: 1, maxWaiting: 1 });
    const tasks = createTasks();
    const first = queue.run(tasks.make(0));
    const second = queue.run(tasks.make(1));
    tasks.end(0);
    await first;
    const third = queue.run(tasks.make(2));
    await turn();
    expect(tasks.started).toEqual([0, 1]);
    tasks.end(1);
    await second;
    await turn();
    tasks.end(2);
    await expect(third).resolves.toBe(2);
  });

  it('lets somebody else in when one account fills it, and serves them next', async () => {
    const queue = createBoundedQueue({ concurrency: 1, maxWaiting: 3 });
    const tasks = createTasks();
    const hog = { address: 'school', account: 'hog' };
    const hogged = [0, 1, 2, 3].map((n) => queue.run(tasks.make(n), hog));
    const other = queue.run(tasks.make(4), { address: 'school', account: 'anna' });
    await expect(hogged[3]).resolves.toBe('busy');
    tasks.end(0);
    await turn();
    tasks.end(1);
    await turn();
    expect(tasks.started).toEqual([0, 1, 4]);
    tasks.end(4);
    await expect(other).resolves.toBe(4);
    await turn();
    tasks.end(2);
    await expect(Promise.all(hogged)).resolves.toEqual([0, 1, 2, 'busy']);
  });

  it('goes on after a task that failed, and the failure reaches whoever asked', async () => {
    const queue = createBoundedQueue({ concurrency: 1, maxWaiting: 5 });
    const failed = queue.run(() => Promise.reject(new Error('no')));
    const after = queue.run(() => Promise.resolve('done'));
    await expect(failed).rejects.toThrow('no');
    await expect(after).resolves.toBe('done');
    await expect(queue.run(() => Promise.resolve('later'))).resolves.toBe('later');
  });
});
