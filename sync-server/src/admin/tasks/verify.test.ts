import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StorageFinding } from '../../storage/json-files/data-files.ts';
import type { Storage } from '../../storage/port.ts';
import { ANNA, recordJson, setRecord, updateOf } from '../../sync/gate-fixture.ts';
import { NOW_MS, makeParts, makeScratch, openStorage, seed } from '../admin-fixture.ts';
import type { Scratch, Seeded } from '../admin-fixture.ts';
import { verify } from './verify.ts';

let scratch: Scratch;
let storage: Storage;
let findings: StorageFinding[];
let seeded: Seeded;
beforeEach(async () => {
  scratch = makeScratch();
  ({ storage, findings } = await openStorage(scratch.dataDir));
  seeded = await seed(storage);
});
afterEach(async () => {
  await storage.close();
  scratch.remove();
});

async function reopen(): Promise<void> {
  await storage.close();
  ({ storage, findings } = await openStorage(scratch.dataDir));
}

async function runVerify(): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const parts = makeParts(storage, { dataDir: scratch.dataDir, findings: () => findings });
  return { code: await verify(parts, { say, signal: new AbortController().signal }), lines };
}

/** Changes one bit in the middle of a file. */
function flip(path: string): void {
  const bytes = readFileSync(join(scratch.dataDir, path));
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(join(scratch.dataDir, path), bytes);
}

describe('verify', () => {
  it.each([
    ['journal.ndjson', /^class FLAT: damaged: classes\/FLAT\/journal\.ndjson line [12]$/],
    ['snapshot.json', /^classes\/FLAT\/snapshot\.json: fallback: /],
    ['class.json', /^classes\/FLAT\/class\.json: damaged since the server read it$/],
  ])('finds a flipped bit in %s under a running server', async (file, line) => {
    flip(`classes/${seeded.flat.id}/${file}`);
    const { code, lines } = await runVerify();
    expect(lines.map((one) => one.replaceAll(seeded.flat.id, 'FLAT'))).toEqual([
      expect.stringMatching(line),
      expect.stringMatching(/^2 accounts, 2 classes, \d records \(0 put aside\): 1 problems$/),
    ]);
    expect(code).toBe(1);
  });

  it('finds one in an account, under a running server, at the next start and at every start after it', async () => {
    const path = `accounts/${seeded.ada.id}.json`;
    flip(path);
    const aside = `accounts/quarantine/${seeded.ada.id}.json`;
    expect((await runVerify()).lines[0]).toBe(`${path}: damaged since the server read it`);
    await reopen();
    expect(await runVerify()).toEqual({
      code: 1,
      lines: [
        `${path}: damaged: kept as ${aside}`,
        '1 accounts, 2 classes, 5 records (0 put aside): 1 problems',
      ],
    });
    await reopen();
    expect((await runVerify()).lines[0]).toBe(`${aside}: damaged: kept aside at an earlier start`);
  });

  it('names a class whose folder was put aside', async () => {
    flip(`classes/${seeded.flat.id}/class.json`);
    await reopen();
    const { code, lines } = await runVerify();
    expect([code, lines.length]).toEqual([1, 2]);
    expect(lines[0]).toBe(`classes/${seeded.flat.id}: damaged: kept as classes/quarantine/${seeded.flat.id}`);
  });

  it('tells of a line that a crash cut short, which is no fault', async () => {
    const journal = join(scratch.dataDir, 'classes', seeded.flat.id, 'journal.ndjson');
    await storage.close();
    writeFileSync(journal, readFileSync(journal).subarray(0, -20));
    await reopen();
    const { code, lines } = await runVerify();
    expect(code).toBe(0);
    expect(lines[0]).toMatch(new RegExp(`^classes/${seeded.flat.id}/journal\\.ndjson: torn: `));
  });

  it('counts records that apps put aside, which any member can write', async () => {
    const json = recordJson(ANNA, { s: { money: { legs: [{ cur: 'EUR', amt: 1, pay: [], owe: [] }] } } });
    await storage.documents.append(seeded.trip.id, {
      seq: 1,
      at: new Date(NOW_MS).toISOString(),
      by: seeded.ada.id,
      update: updateOf((doc) => setRecord(doc, 'e_badmoney', json)),
    });
    const { code, lines } = await runVerify();
    expect(lines).toEqual([
      expect.stringMatching(new RegExp(`^class ${seeded.trip.id}: 1 of 1 records are put aside \\(`)),
      '2 accounts, 2 classes, 6 records (1 put aside): everything can be read',
    ]);
    expect(code).toBe(0);
  });

  it('finds a document that is whole on disk, but not what a server writes', async () => {
    await storage.documents.append(seeded.trip.id, {
      seq: 1,
      at: new Date(NOW_MS).toISOString(),
      by: seeded.ada.id,
      update: updateOf((doc) => doc.getArray('other').push([1])),
    });
    const { code, lines } = await runVerify();
    expect([code, lines[0]]).toEqual([
      1,
      `class ${seeded.trip.id}: damaged: the document of class ${seeded.trip.id}`,
    ]);
  });

  it('misses files that went from under a running server', async () => {
    rmSync(join(scratch.dataDir, 'classes', seeded.flat.id), { recursive: true });
    rmSync(join(scratch.dataDir, 'accounts', `${seeded.ada.id}.json`));
    const { code, lines } = await runVerify();
    expect(code).toBe(1);
    expect(lines).toContain(`accounts/${seeded.ada.id}.json: missing since the server read it`);
    expect(lines).toContain(`classes/${seeded.flat.id}/class.json: missing since the server read it`);
  });
});
