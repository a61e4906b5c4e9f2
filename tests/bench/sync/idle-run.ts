import { setTimeout as wait } from 'node:timers/promises';
import type { Figures } from './figures.ts';
import { openAll } from './open-all.ts';
import { ServerProcess } from './server-process.ts';
import type { Subject } from './subject.ts';

const PLAN = { classes: 200, seatsPerClass: 5, accounts: 10 };
const SETTLE_MS = 500;

/** What a server takes when nobody is there, and when a thousand are there and do nothing. */
export async function runIdle(subject: Subject, folder: string, figures: Figures): Promise<void> {
  const server = await ServerProcess.start(await subject.command(folder), { canCollect: true });
  try {
    await wait(SETTLE_MS);
    figures.add('idle: RSS of a server just started', subject.name, server.rssBytes() / 1e6, {
      unit: 'MB',
      better: 'lower',
      aim: '<= 80 MB',
    });
    const seats = await subject.makeSeats(server.port, PLAN);
    // What the first connections of all make the process load is not theirs.
    const first = await openAll(subject.wire, server.port, seats.slice(0, 5));
    await Promise.all(first.flat().map((client) => client.close()));
    const before = await server.collectedRssBytes();

    const startedAt = performance.now();
    const clients = (await openAll(subject.wire, server.port, seats)).flat();
    figures.add('idle: to open 1,000 sockets', subject.name, performance.now() - startedAt, {
      unit: 'ms',
      digits: 0,
    });
    await wait(SETTLE_MS);
    const bytes = (await server.collectedRssBytes()) - before;
    figures.add('idle: RSS per socket of 1,000 in 200 classes', subject.name, bytes / 1000 / clients.length, {
      unit: 'kB',
      better: 'lower',
      aim: '<= 25 kB',
    });
    const open = clients.filter(({ isOpen }) => isOpen).length;
    if (open < clients.length) console.log(`  ${subject.name} closed ${clients.length - open} idle sockets`);
    await Promise.all(clients.map((client) => client.close()));
  } finally {
    await server.end('SIGKILL');
  }
}
