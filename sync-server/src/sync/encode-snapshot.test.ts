import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { encodeSnapshot } from './encode-snapshot.ts';
import { ANNA, BERT, recordJson, setRecord, updateOf } from './gate-fixture.ts';
import { HandTimers } from './rooms-fixture.ts';
import { createSnapshotRunner } from './snapshot-runner.ts';

const update = updateOf((doc) => {
  setRecord(doc, 'e_dinner1', recordJson(ANNA));
  setRecord(
    doc,
    'r_class00',
    recordJson(ANNA, { k: 'c', e: 'c_class0', s: { name: 'Trip', currency: 'EUR' } }),
  );
  setRecord(
    doc,
    'r_member0',
    recordJson(ANNA, { k: 'm', e: 'm_carlaaaa', s: { name: 'Carl', state: 'in' } }),
  );
  setRecord(doc, 'e_wrong01', recordJson(ANNA));
  setRecord(doc, 'r_deleted', recordJson(ANNA, { e: 'e_wrong01', b: ['e_wrong01'], s: { del: 1 } }));
});

describe('a snapshot', () => {
  it('has the update as it is, and beside it what people can read', () => {
    const snapshot = encodeSnapshot(update);
    expect(snapshot.update).toBe(update);
    expect(snapshot.ledger).toMatchObject({
      name: 'Trip',
      currency: 'EUR',
      members: [{ id: 'm_carlaaaa', name: 'Carl' }],
      entries: [
        {
          id: 'e_dinner1',
          kind: 'expense',
          title: 'Zoë’s 🍕',
          amounts: [
            {
              currency: 'EUR',
              amount: '18.50',
              paid: { [ANNA]: '18.50' },
              owed: { [ANNA]: '9.25', [BERT]: '9.25' },
            },
          ],
        },
      ],
      balances: { EUR: { [ANNA]: '9.25', [BERT]: '-9.25' } },
    });
  });

  it('is not made of an update with something missing', () => {
    const doc = new Y.Doc();
    setRecord(doc, 'e_missing', recordJson(ANNA));
    const before = Y.encodeStateVector(doc);
    setRecord(doc, 'e_present', recordJson(ANNA));
    expect(() => encodeSnapshot(Y.encodeStateAsUpdate(doc, before))).toThrow('not whole');
  });
});

describe('the snapshot thread', () => {
  let folder = '';
  let worker: URL;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tallybook-worker-'));
    const outfile = join(folder, 'snapshot-worker.mjs');
    await build({
      entryPoints: [fileURLToPath(new URL('snapshot-worker.ts', import.meta.url))],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
    });
    worker = pathToFileURL(outfile);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('makes snapshots, says when it cannot, goes when idle and comes again', async () => {
    const timers = new HandTimers();
    const runner = createSnapshotRunner(worker, timers);
    const expected = encodeSnapshot(update);
    const [made, failed] = await Promise.allSettled([
      runner.encodeSnapshot(update),
      runner.encodeSnapshot(Uint8Array.of(9)),
    ]);
    expect(made).toMatchObject({ status: 'fulfilled', value: { ledger: expected.ledger } });
    expect(failed.status).toBe('rejected');
    await timers.pass(31_000);
    expect(Buffer.compare((await runner.encodeSnapshot(update)).update, update)).toBe(0);
    await runner.close();
    await runner.close();
  });

  it('rejects what it dies over', async () => {
    const runner = createSnapshotRunner(new URL('data:text/javascript,process.exit(1)'), new HandTimers());
    await expect(runner.encodeSnapshot(update)).rejects.toThrow('ended');
    await runner.close();
  });
});
