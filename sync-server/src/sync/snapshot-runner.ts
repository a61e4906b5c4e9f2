import { Worker } from 'node:worker_threads';
import type { EncodeSnapshot, EncodedSnapshot, Timers } from './ports.ts';

/** What goes to the worker thread and what comes back. */
export interface SnapshotQuestion {
  readonly id: number;
  readonly update: Uint8Array;
}
export type SnapshotAnswer =
  | { readonly id: number; readonly snapshot: EncodedSnapshot }
  | { readonly id: number; readonly failure: string };

interface Waiting {
  readonly resolve: (snapshot: EncodedSnapshot) => void;
  readonly reject: (error: Error) => void;
}

/** A thread costs some 15 MB, so it goes when there has been nothing to do for this long, in ms. */
const IDLE_MS = 30_000;

/**
 * Makes snapshots in a thread that is started when one is wanted. `close` ends it; snapshots that are not done then,
 * or that the thread dies of, reject.
 * @param workerUrl the bundle of `snapshot-worker.ts`
 */
export function createSnapshotRunner(
  workerUrl: URL,
  timers: Timers,
): { readonly encodeSnapshot: EncodeSnapshot; close(): Promise<void> } {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let stopIdling: () => void = () => undefined;
  let nextId = 1;

  const rejectAll = (reason: string): void => {
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
  };

  const close = async (): Promise<void> => {
    stopIdling();
    const ending = worker;
    worker = undefined;
    rejectAll('The snapshot thread was closed');
    await ending?.terminate();
  };

  const open = (): Worker => {
    const opened = new Worker(workerUrl);
    opened.on('message', (answer: SnapshotAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('snapshot' in answer) asked?.resolve(answer.snapshot);
      else asked?.reject(new Error(answer.failure));
      if (waiting.size === 0) stopIdling = timers.after(IDLE_MS, () => void close());
    });
    const fail = (): void => {
      if (worker !== opened) return;
      worker = undefined;
      rejectAll('The snapshot thread ended');
    };
    opened.on('error', fail);
    opened.on('exit', fail);
    return opened;
  };

  return {
    encodeSnapshot: (update) =>
      new Promise((resolve, reject) => {
        stopIdling();
        worker ??= open();
        const id = nextId++;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, update } satisfies SnapshotQuestion);
      }),
    close,
  };
}
