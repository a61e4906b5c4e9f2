import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileLayer } from '../../storage/file-layer.ts';
import type { FileLayer } from '../../storage/file-layer.ts';
import { addExpenses, makeScratch, openStorage, readFolder, run, seed } from '../admin-fixture.ts';
import type { Scratch, Seeded } from '../admin-fixture.ts';
import { findUnfinishedRestore } from './restore-swap.ts';

let scratch: Scratch;
let seeded: Seeded;
let before: unknown;
let backup: string;
beforeEach(async () => {
  scratch = makeScratch();
  const { storage } = await openStorage(scratch.dataDir);
  seeded = await seed(storage);
  await storage.close();
  await run(scratch, ['backup', 'backup']);
  backup = join(scratch.root, 'backup');
  // What has happened since the backup.
  const later = (await openStorage(scratch.dataDir)).storage;
  await addExpenses(later, seeded.flat.id, 2);
  await later.accounts.remove(seeded.ada.id);
  await later.close();
  before = await readFolder(scratch.dataDir);
});
afterEach(() => scratch.remove());

const REPLACED = 'replaced-2026-01-20T10-30-00Z';
const listData = (): string[] => readdirSync(scratch.dataDir).filter((name) => !name.startsWith('server-'));

function damageBackup(): void {
  const path = join(backup, 'classes', seeded.flat.id, 'snapshot.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"epoch":2', '"epoch":3'));
}

/** Calls fail from the n-th on, as in a process that is killed there; `calls` counts them. */
function createDyingFiles(n: number): { files: FileLayer; calls: () => number } {
  const real = createFileLayer();
  let calls = 0;
  const step = <A extends unknown[], R>(act: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      calls += 1;
      if (calls >= n) throw Object.assign(new Error('killed'), { code: 'EIO' });
      return act(...args);
    };
  };
  const files: FileLayer = {
    open: step((path: string) => real.open(path)),
    read: step((path: string) => real.read(path)),
    readBlocking: (path) => real.readBlocking(path),
    list: step((path: string) => real.list(path)),
    makeFolder: step((path: string) => real.makeFolder(path)),
    rename: step((from: string, to: string) => real.rename(from, to)),
    link: step((from: string, to: string) => real.link(from, to)),
    remove: step((path: string) => real.remove(path)),
    syncFolder: step((path: string) => real.syncFolder(path)),
  };
  return { files, calls: () => calls };
}

describe('restore', () => {
  it('keeps what was there, and says how to undo it, which works', async () => {
    const { code, out } = await run(scratch, ['restore', 'backup']);
    const replaced = join(scratch.dataDir, REPLACED);
    expect(code).toBe(0);
    expect(out.slice(1)).toEqual([
      `Restored 2 accounts and 2 classes from ${backup}`,
      'Everybody signs in again. Accounts and classes deleted since that backup are back; passwords are those of then.',
      'Until 2026-02-19T10:30:00.000Z, devices bring back what the backup does not have.',
      `What was there before is in ${replaced}`,
      `To undo this: pnpm admin restore "${replaced}"`,
    ]);
    expect(listData().sort()).toEqual(['accounts', 'classes', REPLACED, 'tmp'].sort());
    expect(await readFolder(replaced)).toEqual(before);
    expect(await run(scratch, ['verify'])).toMatchObject({ code: 0 });

    const undone = await run(scratch, ['restore', replaced]);
    expect(undone.code).toBe(0);
    expect(undone.out[4]).toBe(`What was there before is in ${replaced}.2`);
    const { accounts } = (await readFolder(scratch.dataDir)) as { accounts: unknown[] };
    expect(accounts).toHaveLength(1);
  });

  it('leaves the backup as it is', async () => {
    const names = readdirSync(backup, { recursive: true });
    await run(scratch, ['restore', 'backup']);
    expect(readdirSync(backup, { recursive: true })).toEqual(names);
  });

  it('takes a plain copy of a data folder, without its sessions', async () => {
    const { storage } = await openStorage(scratch.dataDir);
    const copied = await storage.accounts.findByUsername('bo');
    if (copied === undefined) expect.unreachable('bo is there');
    const session = { id: 's', tokenHash: 'h', createdAt: '', lastSeenAt: '', userAgent: '' };
    await storage.accounts.update(copied.id, (account) => ({ ...account, sessions: [session] }));
    await storage.close();
    cpSync(scratch.dataDir, join(scratch.root, 'plain'), { recursive: true });
    expect(await run(scratch, ['restore', 'plain'])).toMatchObject({ code: 0 });
    const reopened = (await openStorage(scratch.dataDir)).storage;
    expect((await reopened.accounts.read(copied.id))?.sessions).toEqual([]);
    expect((await reopened.documents.position(seeded.flat.id)).seq).toBe(8);
    await reopened.close();
  });

  it('changes nothing when the backup is damaged, and names what is', async () => {
    damageBackup();
    rmSync(join(backup, 'classes', seeded.trip.id, 'class.json'));
    const { code, out } = await run(scratch, ['restore', 'backup']);
    expect(code).toBe(1);
    expect(out.slice(1)).toEqual([
      `class ${seeded.flat.id}: damaged: classes/${seeded.flat.id}/snapshot.json`,
      `classes/${seeded.trip.id}: damaged`,
      expect.stringMatching(/^Nothing was changed/),
    ]);
    expect(await readFolder(scratch.dataDir)).toEqual(before);
    expect(listData().sort()).toEqual(['accounts', 'classes', 'tmp']);
  });

  it('refuses what is no backup', async () => {
    mkdirSync(join(scratch.root, 'empty'));
    writeFileSync(join(scratch.root, 'file'), '');
    for (const [folder, reason] of [
      ['none', 'there is no such folder'],
      ['file', 'ENOTDIR'],
      ['empty', 'it has no accounts and classes folders'],
      ['data', 'it is the data folder itself'],
    ] as const) {
      const { code, out } = await run(scratch, ['restore', folder]);
      expect([code, out[1]]).toEqual([
        1,
        `Nothing was restored from ${join(scratch.root, folder)}: ${reason}`,
      ]);
    }
    expect(await readFolder(scratch.dataDir)).toEqual(before);
  });

  it('killed at any call leaves the old state, or a half one that is refused and that running it again completes', async () => {
    const pristine = join(scratch.root, 'pristine');
    cpSync(scratch.dataDir, pristine, { recursive: true });
    await run(scratch, ['restore', 'backup']);
    const after = await readFolder(scratch.dataDir);
    expect(after).not.toEqual(before);

    let halves = 0;
    for (let n = 1; ; n += 1) {
      rmSync(scratch.dataDir, { recursive: true });
      cpSync(pristine, scratch.dataDir, { recursive: true });
      const { files, calls } = createDyingFiles(n);
      const { code } = await run(scratch, ['restore', 'backup'], { files });
      if (calls() < n) {
        expect(code).toBe(0);
        break;
      }
      const unfinished = await findUnfinishedRestore(createFileLayer(), scratch.dataDir);
      if (unfinished === undefined) {
        // Killed when all was done, in the last call of all, or before anything was.
        const isDone = existsSync(join(scratch.dataDir, REPLACED));
        expect(await readFolder(scratch.dataDir), `call ${n}`).toEqual(isDone ? after : before);
        if (isDone) continue;
      } else {
        halves += 1;
        expect(unfinished).toContain(`finish it with pnpm admin restore "${backup}"`);
        const { code: refused, out, err } = await run(scratch, ['verify']);
        expect([refused, out, err]).toEqual([1, [], `tallybook admin: ${unfinished}\n`]);
      }
      const again = await run(scratch, ['restore', 'backup']);
      expect(again.code, `call ${n}: ${again.out.join('\n')}${again.err}`).toBe(0);
      if (unfinished !== undefined)
        expect(again.out[1]).toBe('A restore that was interrupted has been finished:');
      expect(await readFolder(scratch.dataDir), `call ${n}`).toEqual(after);
      expect(await readFolder(join(scratch.dataDir, REPLACED)), `call ${n}`).toEqual(before);
      expect(
        listData().filter((name) => name.startsWith('restore')),
        `call ${n}`,
      ).toEqual([]);
    }
    expect(halves).toBeGreaterThan(5);
  }, 60_000);
});
