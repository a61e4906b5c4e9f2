import { parentPort } from 'node:worker_threads';
import { encodeSnapshot } from './encode-snapshot.ts';
import type { SnapshotAnswer, SnapshotQuestion } from './snapshot-runner.ts';

// The entry point of a thread of its own: making the readable copy of a large class takes longer than a frame may.
const port = parentPort;
if (!port) throw new Error('This file runs as a worker thread');
port.on('message', ({ id, update }: SnapshotQuestion) => {
  let answer: SnapshotAnswer;
  try {
    answer = { id, snapshot: encodeSnapshot(update) };
  } catch (error) {
    answer = { id, failure: error instanceof Error ? error.name : 'unknown' };
  }
  port.postMessage(answer);
});
