import { setTimeout as wait } from 'node:timers/promises';
import { percentile } from './figures.ts';
import type { Figures } from './figures.ts';
import { LoadGenerator } from './load.ts';
import type { LoadOptions } from './load.ts';
import { forEachKey, readIndex } from './records.ts';
import { openAll } from './open-all.ts';
import type { Seat } from './seat.ts';
import { ServerProcess } from './server-process.ts';
import type { SeatPlan, Subject } from './subject.ts';
import { SyncClient } from './sync-client.ts';

export interface LoadShape extends SeatPlan {
  readonly name: string;
  readonly window: number;
  /** Whether the server is killed in the end. */
  readonly isKilled: boolean;
}

export interface LoadTimes {
  readonly warmUpMs: number;
  readonly measureMs: number;
}

const PER_SECOND = 200;
/** Keeps the class far from its size limit, however fast the machine. */
const MAX_UPDATES_PER_PHASE = 15_000;
const KILL_AFTER_MS = 1_000;
const IDLE_MS = 200;
const IDLE_TIMEOUT_MS = 6_000;
/** How long a reader waits after a restart for what does not come. */
const READ_AGAIN_MS = 8_000;

/** A server in an empty folder under load: as fast as it goes, then at a steady rate, then killed while it works. */
export async function runLoad(
  subject: Subject,
  shape: LoadShape,
  times: LoadTimes,
  folder: string,
  figures: Figures,
): Promise<void> {
  const server = await ServerProcess.start(await subject.command(folder));
  const add: AddFigure = (row, value, style) =>
    figures.add(`${shape.name}: ${row}`, subject.name, value, style);
  let running = server;
  try {
    const seats = await subject.makeSeats(server.port, shape);
    const classes = await openAll(subject.wire, server.port, seats);
    const load = new LoadGenerator(classes, 1);
    const firstWriteAt = performance.now();
    const { putsOffMs } = subject;
    const plain = { window: shape.window, wantsAcknowledgement: false };
    await runClosedLoop(server, load, { ...plain, putsOffMs }, times.warmUpMs);
    const fast = await runClosedLoop(server, load, { ...plain, putsOffMs }, times.measureMs);
    add('updates per second', fast.perSecond, { unit: '1/s', digits: 0, better: 'higher' });
    add('server CPU per update', fast.cpuMicros, CPU_STYLE);
    if (subject.wire.acknowledges === 'by-barrier') {
      const acknowledged = { ...plain, wantsAcknowledgement: true };
      const { cpuMicros } = await runClosedLoop(
        server,
        load,
        { ...acknowledged, putsOffMs },
        times.measureMs,
      );
      add('the same with a barrier behind each', cpuMicros, CPU_STYLE);
    }

    const cpuBefore = server.cpuMs();
    const writtenBefore = load.written;
    const latencies = await load.runAtRate(PER_SECOND, times.measureMs, false);
    await load.untilQuiet();
    await untilIdle(server, putsOffMs);
    const cpuMicros = ((server.cpuMs() - cpuBefore) * 1000) / (load.written - writtenBefore);
    add('latency at 200/s, p50', percentile(latencies, 0.5), {
      unit: 'ms',
      digits: 2,
      better: 'lower',
      aim: '<= 5 ms',
    });
    add('latency at 200/s, p99', percentile(latencies, 0.99), { unit: 'ms', digits: 1, better: 'lower' });
    add('server CPU per update at 200/s', cpuMicros, CPU_STYLE);

    if (shape.isKilled) {
      const end = await killWhileWriting(server, load);
      add('seconds of writing before kill -9', (performance.now() - firstWriteAt) / 1000, { unit: 's' });
      const started = performance.now();
      running = await ServerProcess.start(await subject.command(folder));
      add('start after kill -9', performance.now() - started, { unit: 'ms', digits: 0 });
      const found = await readAgain(subject, running.port, seats[0]?.[0], end.shown.length);
      const addLost = (what: string, updates: readonly number[]): void => {
        add(`updates ${what} before`, updates.length, { unit: 'n', digits: 0 });
        const lost = updates.filter((update) => !found.has(update)).length;
        add(`updates ${what} and lost`, lost, { unit: 'n', digits: 0, aim: '0' });
      };
      if (subject.wire.acknowledges !== 'never') addLost('acknowledged', end.acknowledged);
      addLost('shown to others', end.shown);
    }
    await Promise.all(classes.flat().map((client) => client.close()));
  } finally {
    await server.end('SIGKILL');
    await running.end('SIGKILL');
  }
}

type AddFigure = (row: string, value: number, style: Parameters<Figures['add']>[3]) => void;

const CPU_STYLE = { unit: 'us', digits: 0, better: 'lower', aim: '<= the better of the others' } as const;

/** As fast as it goes, and then until the server has done what it put off, which belongs to the cost. */
async function runClosedLoop(
  server: ServerProcess,
  load: LoadGenerator,
  { putsOffMs, ...options }: LoadOptions & { readonly putsOffMs: number },
  forMs: number,
): Promise<{ perSecond: number; cpuMicros: number }> {
  const before = { completed: load.completed, written: load.written, cpuMs: server.cpuMs() };
  const startedAt = performance.now();
  const loop = load.startClosedLoop(options);
  const end = startedAt + forMs;
  while (performance.now() < end && load.written - before.written < MAX_UPDATES_PER_PHASE) await wait(20);
  const perSecond = ((load.completed - before.completed) * 1000) / (performance.now() - startedAt);
  loop.stop();
  await load.untilQuiet();
  await untilIdle(server, putsOffMs);
  const cpuMicros = ((server.cpuMs() - before.cpuMs) * 1000) / (load.written - before.written);
  return { perSecond, cpuMicros };
}

/** Resolves when the process has had next to nothing to do for a moment, or after some seconds all the same. */
async function untilIdle(server: ServerProcess, putsOffMs: number): Promise<void> {
  await wait(putsOffMs);
  const giveUpAt = performance.now() + IDLE_TIMEOUT_MS;
  for (let cpuMs = server.cpuMs(); performance.now() < giveUpAt;) {
    await wait(IDLE_MS);
    const before = cpuMs;
    cpuMs = server.cpuMs();
    if (cpuMs - before <= IDLE_MS / 10) return;
  }
}

/** What had been acknowledged and shown when the server died. */
async function killWhileWriting(
  server: ServerProcess,
  load: LoadGenerator,
): Promise<{ acknowledged: readonly number[]; shown: readonly number[] }> {
  const writing = load.runAtRate(PER_SECOND, KILL_AFTER_MS + 200, true);
  await wait(KILL_AFTER_MS);
  await server.end('SIGKILL');
  await writing;
  return { acknowledged: load.acknowledged(), shown: load.shown() };
}

/** The updates that a client without anything of its own gets from the server that was started again. */
async function readAgain(
  subject: Subject,
  port: number,
  seat: Seat | undefined,
  expected: number,
): Promise<ReadonlySet<number>> {
  if (!seat) throw new Error('A run has a seat');
  const found = new Set<number>();
  const onRecords = (message: Buffer): void =>
    forEachKey(message, (keyAt) => void found.add(readIndex(message, keyAt)));
  const client = await SyncClient.open(subject.wire, port, seat, { onRecords });
  const until = performance.now() + (subject.isSyncedTooEarly ? READ_AGAIN_MS : 200);
  while (found.size < expected && performance.now() < until) await wait(20);
  await client.close();
  return found;
}
