import { describe, expect, it } from 'vitest';
import { createModelDisk } from '../model-disk.ts';
import type { Fault, ModelDisk } from '../model-disk.ts';
import type { Storage } from '../port.ts';
import { openJsonStorage } from './open-json-storage.ts';
import { appendEverywhere, checkLedger, createLedger, runScenario } from './scenario.ts';

const NOW = Date.parse('2026-01-20T00:00:00.000Z');

const open = (disk: ModelDisk): Promise<Storage> =>
  openJsonStorage({ folder: '/data', files: disk.files, nowMs: () => NOW, report: () => undefined });

async function prepare(judge: (verb: string, path: string) => Fault | undefined): Promise<ModelDisk> {
  const disk = createModelDisk(judge);
  await disk.files.makeFolder('/data');
  await disk.files.syncFolder('/');
  return disk;
}

/** Runs the scenario with a fault at chosen calls; counts calls only after the storage has been opened. */
async function runWithFaults(
  faultAt: (call: number, verb: string) => Fault | undefined,
  keepsFailing = false,
) {
  let calls = 0;
  let isOn = false;
  const disk = await prepare((verb) => {
    if (!isOn) return undefined;
    calls += 1;
    return faultAt(calls, verb);
  });
  const storage = await open(disk);
  isOn = true;
  const ledger = createLedger();
  await runScenario(storage, ledger);
  isOn = keepsFailing;
  if (!keepsFailing) await appendEverywhere(storage, ledger);
  await storage.close();
  isOn = false;
  return { disk, ledger, calls };
}

function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('a disk that fails', () => {
  const faults: readonly Fault[] = [
    { code: 'ENOSPC', effect: 'none' },
    { code: 'ENOSPC', effect: 'half' },
    { code: 'EIO', effect: 'all' },
  ];

  it.each(faults)(
    'loses nothing acknowledged when any one call ends with $code, effect $effect',
    async (fault) => {
      const { calls, ledger } = await runWithFaults(() => undefined);
      expect(ledger.failures).toBe(0);
      expect(calls).toBeGreaterThan(150);
      let refused = 0;
      for (let at = 1; at <= calls; at += 1) {
        const run = await runWithFaults((call) => (call === at ? fault : undefined));
        refused += run.ledger.failures > 0 ? 1 : 0;
        for (const isPowerCut of [false, true]) {
          if (isPowerCut) run.disk.cutPower();
          await checkAll(run.disk, run.ledger, `call ${at} fails, power cut ${isPowerCut}`);
        }
      }
      expect(refused).toBeGreaterThan(calls / 4);
    },
  );

  it('loses nothing acknowledged while it is full for a time, and goes on when there is space', async () => {
    for (let from = 1; from < 260; from += 5) {
      const run = await runWithFaults((call, verb) =>
        call >= from && call < from + 40 && ['write', 'open', 'mkdir', 'link'].includes(verb)
          ? { code: 'ENOSPC', effect: 'half' }
          : undefined,
      );
      run.disk.cutPower();
      await checkAll(run.disk, run.ledger, `full from call ${from}`);
    }
  });
});

async function checkAll(
  disk: ModelDisk,
  ledger: ReturnType<typeof createLedger>,
  what: string,
): Promise<void> {
  try {
    const storage = await open(disk);
    await checkLedger(storage, ledger);
    await storage.close();
  } catch (error) {
    throw new Error(`${what}: ${String(error)}`, { cause: error });
  }
}

describe('a power cut', () => {
  it('at any call loses nothing acknowledged, nor what the next start has shown', async () => {
    const { calls } = await runWithFaults(() => undefined);
    for (let at = 1; at <= calls; at += 1) {
      for (const seed of [0, 1, 2, 3]) {
        const { disk, ledger } = await runWithFaults(
          (call, verb) =>
            call >= at
              ? { code: 'EIO', effect: call === at && verb === 'write' ? 'half' : 'none' }
              : undefined,
          true,
        );
        const random = createRandom(at * 10 + seed);
        disk.cutPower(seed === 0 ? undefined : () => random() < 0.5);
        await checkAll(disk, ledger, `call ${at}, seed ${seed}`);
        // The history is as durable as the rest: the present snapshots can be done without.
        for (const path of disk.paths())
          if (path.endsWith('/snapshot.json')) disk.put(path, Buffer.from('{'));
        await checkAll(disk, ledger, `call ${at}, seed ${seed}, snapshots damaged`);
      }
    }
  });

  it('after a kill at any call loses nothing that the next start has shown', async () => {
    const { calls } = await runWithFaults(() => undefined);
    for (let at = 1; at <= calls; at += 1) {
      const { disk, ledger } = await runWithFaults(
        (call) => (call >= at ? { code: 'EIO', effect: 'none' } : undefined),
        true,
      );
      const shown = new Map<string, number>();
      const storage = await open(disk);
      for await (const { id } of storage.classes.list()) {
        shown.set(id, (await storage.documents.load(id)).seq);
      }
      await storage.close();
      disk.cutPower();
      await checkAll(disk, ledger, `call ${at}`);
      const again = await open(disk);
      for (const [id, seq] of shown) {
        expect((await again.documents.load(id)).seq, `call ${at}`).toBe(seq);
      }
      await again.close();
    }
  });
});
