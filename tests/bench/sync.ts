/**
 * What our sync server costs, which has everything on disk before anybody sees it, beside the servers that are
 * published: `pnpm bench:sync [quick] [path of the server's main.js]`, after `pnpm build`. Each run has a new process and
 * a new folder, the servers take turns, and the load comes from this process. Linux only. It prints figures beside
 * their aims and never fails on them: a busy machine is no test.
 */
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtRepository } from '../support/installation.ts';
import { Figures } from './sync/figures.ts';
import { runIdle } from './sync/idle-run.ts';
import { runLoad } from './sync/load-run.ts';
import type { LoadShape } from './sync/load-run.ts';
import { fillFolder, runOpen } from './sync/open-run.ts';
import { hocuspocus, yWebsocket } from './sync/rivals.ts';
import { fillWithCopies, runStart } from './sync/start-run.ts';
import { createTallybook } from './sync/tallybook.ts';

const SHAPES: readonly LoadShape[] = [
  { name: '1 x 10', classes: 1, seatsPerClass: 10, accounts: 10, window: 4, isKilled: true },
  { name: '100 x 5', classes: 100, seatsPerClass: 5, accounts: 10, window: 1, isKilled: false },
];

const words = process.argv.slice(2);
const isQuick = words.includes('quick');
const turns = isQuick ? 1 : 3;
const times = isQuick ? { warmUpMs: 800, measureMs: 1_000 } : { warmUpMs: 1_000, measureMs: 1_500 };
const copies = isQuick ? 1_000 : 10_000;
const serverMain = words.find((word) => word.endsWith('.js')) ?? builtRepository.serverMain;

const tallybook = createTallybook(serverMain);
const subjects = [tallybook, yWebsocket, hocuspocus];
const figures = new Figures(subjects.map(({ name }) => name));
const root = await mkdtemp(join(tmpdir(), 'bench-sync-'));
const startedAt = performance.now();
try {
  printMachine();
  for (const { name, store } of subjects) console.log(`  ${name.padEnd(12)} ${store}`);
  for (const shape of SHAPES) {
    await inTurns(shape.name, (subject, folder) => runLoad(subject, shape, times, folder, figures));
  }
  await inTurns('idle', (subject, folder) => runIdle(subject, folder, figures));
  await benchOpening();
  await benchStart();
  printMachine();
  figures.print();
  printNotes();
} finally {
  await rm(root, { recursive: true, force: true });
}

type Run = (subject: (typeof subjects)[number], folder: string) => Promise<void>;

/** Every server in turn, beginning with another one each time; a run that fails is told and leaves the others alone. */
async function inTurns(title: string, run: Run): Promise<void> {
  for (let turn = 0; turn < turns; turn++) {
    const order = subjects.map((_, index) => subjects[(index + turn) % subjects.length]);
    for (const subject of order) {
      if (!subject) continue;
      const folder = join(root, `${title.replaceAll(' ', '')}-${turn}-${subject.name}`);
      await mkdir(folder, { mode: 0o700 });
      try {
        await run(subject, folder);
      } catch (error) {
        console.log(`  ${title}, ${subject.name}, turn ${turn + 1} FAILED: ${String(error)}`);
      }
      await rm(folder, { recursive: true, force: true });
    }
  }
  progress(title);
}

async function benchOpening(): Promise<void> {
  const filled = new Map<string, Awaited<ReturnType<typeof fillFolder>>>();
  for (const subject of subjects) {
    const folder = join(root, `filled-${subject.name}`);
    await mkdir(folder, { mode: 0o700 });
    filled.set(subject.name, await fillFolder(subject, folder));
  }
  progress('filled');
  await inTurns('open', async (subject, folder) => {
    await cp(join(root, `filled-${subject.name}`), folder, { recursive: true });
    await runOpen(subject, filled.get(subject.name) ?? [], folder, figures);
  });
}

async function benchStart(): Promise<void> {
  for (let turn = 0; turn < turns; turn++) {
    const folder = join(root, `empty-${turn}`);
    await mkdir(folder, { mode: 0o700 });
    await runStart(tallybook, folder, 0, undefined, figures);
  }
  const folder = join(root, 'copies');
  await mkdir(folder, { mode: 0o700 });
  const cookie = await fillWithCopies(tallybook, folder, copies);
  for (let turn = 0; turn < turns; turn++) await runStart(tallybook, folder, copies, cookie, figures);
  progress('start');
}

function progress(title: string): void {
  const [load = 0] = loadavg();
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`  ${title.padEnd(10)} done after ${seconds.toFixed(0)} s, load average ${load.toFixed(1)}`);
}

function printMachine(): void {
  const load = loadavg().map((value) => value.toFixed(1));
  console.log(
    `Node ${process.version}; ${cpus().length} x ${cpus()[0]?.model ?? 'processor'}; load average ${load.join(' ')}; ` +
      `folders in ${tmpdir()}`,
  );
}

function printNotes(): void {
  console.log(`
Medians of ${turns} turns, in brackets the least and greatest; ratio: the median over the turns of tallybook against
the better of the others in the same turn. Server CPU is that of all its threads, as Linux counts it in steps of 10 ms;
an update is delivered to all others of its class. Only tallybook's updates are on disk (fdatasync) before they are
delivered. Acknowledged means: tallybook a barrier's answer, hocuspocus a SyncStatus; y-websocket has none, so what a
peer has seen counts there. Snapshots that tallybook makes in the background are in its CPU, what hocuspocus stores
2 to 10 s later is not. RSS per socket and per class is a difference after garbage collections.`);
}
