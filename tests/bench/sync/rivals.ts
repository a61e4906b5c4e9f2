import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { idFromBytes } from '@tallybook/shared/revisions/ids';
import { RandomSource } from '../../support/random-source.ts';
import type { Seat } from './seat.ts';
import type { Command } from './server-process.ts';
import type { SeatPlan, Subject } from './subject.ts';
import { hocuspocusWire, yWebsocketWire } from './wires.ts';

/** The program that its package installs, as it is. */
const yWebsocketServer = join(
  dirname(fileURLToPath(import.meta.resolve('@y/websocket-server/package.json'))),
  'src/server.js',
);
const hocuspocusServer = fileURLToPath(new URL('rivals/hocuspocus-server.js', import.meta.url));

/** Keeps every update in LevelDB, without fsync. */
export const yWebsocket: Subject = {
  name: 'y-websocket',
  store: '@y/websocket-server 0.1.1, LevelDB (leveldown), no fsync',
  wire: yWebsocketWire,
  isSyncedTooEarly: true,
  putsOffMs: 0,
  command: async (folder): Promise<Command> => ({
    args: [yWebsocketServer],
    env: { HOST: '127.0.0.1', PORT: String(await findFreePort()), YPERSISTENCE: folder },
    listening: /^running at .* on port (\d+)$/,
  }),
  makeSeats: (_port, plan) => Promise.resolve(inventSeats(plan)),
};

/** Keeps documents in memory and hands them to a store later, by default 2 s after the last change, at most 10 s. */
export const hocuspocus: Subject = {
  name: 'hocuspocus',
  store: '@hocuspocus/server 4.7.0, default debounce of 2 to 10 s, onStoreDocument to a file, no fsync',
  wire: hocuspocusWire,
  isSyncedTooEarly: false,
  // It stores 2 s after the last change: waiting for that would book one write of the document for a whole phase.
  putsOffMs: 0,
  command: (folder): Promise<Command> =>
    Promise.resolve({
      args: [hocuspocusServer, folder],
      env: {},
      listening: /^listening on http:\/\/.*:(\d+)$/,
    }),
  makeSeats: (_port, plan) => Promise.resolve(inventSeats(plan)),
};

/** For servers without accounts: whoever names a class is in it. */
function inventSeats({ classes, seatsPerClass }: SeatPlan): Seat[][] {
  const random = new RandomSource(classes);
  return Array.from({ length: classes }, () => {
    const classId = randomUUID();
    return Array.from({ length: seatsPerClass }, () => ({
      classId,
      memberId: idFromBytes('m', random.bytes(12)),
    }));
  });
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port');
  probe.close();
  await once(probe, 'close');
  return address.port;
}
