import { setTimeout as wait } from 'node:timers/promises';
import type { ServerProcess } from './server-process.ts';

/** How a server bore something, for the record: times depend on what else the machine does. */
export interface ServerStrain {
  readonly memoryBeforeMb: number;
  readonly memoryAfterMb: number;
  /** Of small requests sent all the while, in ms. */
  readonly slowestAnswerMs: number;
  readonly medianAnswerMs: number;
  /** What the server itself measured as the longest hold-up of its loop, in ms; NaN when it has no figure. */
  readonly longestLagMs: number;
}

const PAUSE_MS = 10;

async function readFigure({ origin }: ServerProcess, name: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

/** Sync sockets that the server holds open. */
export function readConnections(server: ServerProcess): Promise<number> {
  return readFigure(server, 'tallybook_connections');
}

/** Runs `strain` while somebody else asks the server small things. */
export async function watchServer(server: ServerProcess, strain: () => Promise<void>): Promise<ServerStrain> {
  const memoryBeforeMb = await server.memoryMb();
  const tookMs: number[] = [];
  const over = new AbortController();
  const asking = (async () => {
    while (!over.signal.aborted) {
      const startedAtMs = performance.now();
      await (await fetch(`${server.origin}/api/about`)).text();
      tookMs.push(performance.now() - startedAtMs);
      await wait(PAUSE_MS);
    }
  })();
  try {
    await strain();
  } finally {
    over.abort();
    await asking;
  }
  tookMs.sort((a, b) => a - b);
  return {
    memoryBeforeMb,
    memoryAfterMb: await server.memoryMb(),
    slowestAnswerMs: tookMs.at(-1) ?? 0,
    medianAnswerMs: tookMs[tookMs.length >> 1] ?? 0,
    longestLagMs: 1000 * (await readFigure(server, 'nodejs_eventloop_lag_max_seconds')),
  };
}

export function describeStrain(strain: ServerStrain): string {
  const { memoryBeforeMb, memoryAfterMb, slowestAnswerMs, medianAnswerMs, longestLagMs } = strain;
  const lag = Number.isNaN(longestLagMs) ? 'not told' : `${longestLagMs.toFixed(0)} ms`;
  return (
    `memory ${memoryBeforeMb.toFixed(0)} -> ${memoryAfterMb.toFixed(0)} MB, ` +
    `answers ${medianAnswerMs.toFixed(1)} ms in the median and ${slowestAnswerMs.toFixed(0)} ms at most, ` +
    `loop held up for at most ${lag}`
  );
}
