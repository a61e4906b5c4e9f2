import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { RandomSource } from '../support/random-source.ts';
import type { ServerProcess } from '../support/server-process.ts';

/**
 * When a kill comes: at any moment of writing, while a journal is being folded into a snapshot, while the server is
 * stopping because it was asked to, or not at all but after such a stop.
 */
export type KillMoment = 'writing' | 'compaction' | 'draining' | 'stopped';

export function pickMoment(random: RandomSource): KillMoment {
  const draw = random.next();
  if (draw < 0.55) return 'writing';
  if (draw < 0.8) return 'compaction';
  return draw < 0.95 ? 'draining' : 'stopped';
}

/** A room looks at its journal once a second, and making the snapshot takes a while. */
const COMPACTION_MS = 1_600;
const STOP_MS = 10_000;

/** Whether a snapshot is on its way to the disk. */
async function isSnapshotBeingWritten(dataDir: string): Promise<boolean> {
  const names = await readdir(join(dataDir, 'tmp'));
  return names.some((name) => name.endsWith('snapshot.json'));
}

async function waitForSnapshot(dataDir: string): Promise<void> {
  const startedAtMs = performance.now();
  while (performance.now() - startedAtMs < COMPACTION_MS) {
    if (await isSnapshotBeingWritten(dataDir)) return;
    await wait(1);
  }
}

/** Kills the server at the moment drawn; returns what went wrong with a server that was to end by itself. */
export async function killAt(
  moment: KillMoment,
  server: ServerProcess,
  dataDir: string,
  random: RandomSource,
): Promise<string | undefined> {
  // Moments are the point here: a kill must come when nobody has chosen it.
  if (moment === 'writing') await wait(random.integer(5, 500));
  else if (moment === 'compaction') {
    if (random.next() < 0.7) await waitForSnapshot(dataDir);
    else await wait(random.integer(0, COMPACTION_MS));
    await wait(random.integer(0, 40));
  } else {
    await wait(random.integer(5, 300));
    server.askToStop();
    if (moment === 'draining') await wait(random.integer(0, 25));
    else {
      const startedAtMs = performance.now();
      const code = await server.stop();
      const tookMs = performance.now() - startedAtMs;
      return code === 0 && tookMs < STOP_MS
        ? undefined
        : `asked to stop, ended with ${String(code)} after ${tookMs.toFixed(0)} ms`;
    }
  }
  await server.kill();
  return undefined;
}
