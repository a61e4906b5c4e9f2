import { setTimeout as wait } from 'node:timers/promises';
import type { Figures } from './figures.ts';
import { createSeed, forEachKey } from './records.ts';
import type { Seat } from './seat.ts';
import { ServerProcess } from './server-process.ts';
import type { Subject } from './subject.ts';
import { SyncClient } from './sync-client.ts';

const SMALL = { classes: 100, records: 100 };
const LARGE = { classes: 4, records: 10_000 };
const PLAN = { classes: SMALL.classes + LARGE.classes, seatsPerClass: 1, accounts: 3 };
/** Longer than the others wait before they store, and than ours before it makes a snapshot. */
const STORING_MS = 3_000;
const COMPLETE_TIMEOUT_MS = 20_000;

/** Fills a folder with small and large classes through the server itself, and ends it as a host would. */
export async function fillFolder(subject: Subject, folder: string): Promise<readonly Seat[]> {
  const server = await ServerProcess.start(await subject.command(folder));
  try {
    const seats = (await subject.makeSeats(server.port, PLAN)).flat();
    const clients: SyncClient[] = [];
    const large = createSeed(LARGE.records, 1);
    const small = createSeed(SMALL.records, 2);
    for (const [index, seat] of seats.entries()) {
      const update = (index < LARGE.classes ? large : small)(seat.memberId);
      clients.push(await SyncClient.open(subject.wire, server.port, seat, { update }));
    }
    await wait(STORING_MS);
    await Promise.all(clients.map((client) => client.close()));
    await wait(500);
    return seats;
  } finally {
    await server.end('SIGTERM');
  }
}

/** Opens the classes of a filled folder after a restart: how long it takes, and what a loaded class costs. */
export async function runOpen(
  subject: Subject,
  seats: readonly Seat[],
  folder: string,
  figures: Figures,
): Promise<void> {
  const server = await ServerProcess.start(await subject.command(folder), { canCollect: true });
  const clients: SyncClient[] = [];
  const open = async (seat: Seat, records: number): Promise<Opened> => {
    const opened = await openComplete(subject, server.port, seat, records);
    clients.push(opened.client);
    return opened;
  };
  const add = (row: string, value: number, style: Parameters<Figures['add']>[3]): void =>
    figures.add(`open: ${row}`, subject.name, value, style);
  try {
    const [first, ...large] = seats.slice(0, LARGE.classes);
    if (!first) throw new Error('The folder has a large class');
    const cold = await open(first, LARGE.records);
    const warm = await open(first, LARGE.records);
    const time = { unit: 'ms', digits: 0, better: 'lower' } as const;
    add('10,000 records after a restart, until complete', cold.ms, time);
    add('  records there when it said synced', cold.atSync, { unit: 'n', digits: 0 });
    add('10,000 records, loaded already', warm.ms, time);

    const memory = { unit: 'kB', digits: 0, better: 'lower' } as const;
    const start = await server.collectedRssBytes();
    for (const seat of large) await open(seat, LARGE.records);
    const withLarge = await server.collectedRssBytes();
    for (const seat of seats.slice(LARGE.classes)) await open(seat, SMALL.records);
    const withSmall = await server.collectedRssBytes();
    add('RSS per class of 10,000 records', (withLarge - start) / 1000 / large.length, memory);
    add('RSS per class of 100 records', (withSmall - withLarge) / 1000 / SMALL.classes, memory);
    await Promise.all(clients.map((client) => client.close()));
  } finally {
    await server.end('SIGKILL');
  }
}

interface Opened {
  readonly client: SyncClient;
  readonly ms: number;
  /** Records that had come when the server said that this was all. */
  readonly atSync: number;
}

/** From the opening of the socket until every record is there; a client's own work on them is not in it. */
async function openComplete(subject: Subject, port: number, seat: Seat, records: number): Promise<Opened> {
  let received = 0;
  const startedAt = performance.now();
  let completeAt = 0;
  const client = await SyncClient.open(subject.wire, port, seat, {
    onRecords: (message) => {
      forEachKey(message, () => received++);
      if (received >= records && completeAt === 0) completeAt = performance.now();
    },
  });
  const atSync = received;
  const giveUpAt = startedAt + COMPLETE_TIMEOUT_MS;
  while (completeAt === 0 && performance.now() < giveUpAt) await wait(5);
  if (completeAt === 0) console.log(`  ${subject.name}: only ${received} of ${records} records came`);
  return { client, ms: completeAt === 0 ? Number.NaN : completeAt - startedAt, atSync };
}
