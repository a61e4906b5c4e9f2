import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileLayer } from '../file-layer.ts';
import type { Storage } from '../port.ts';
import { AUTHOR, makeAccount, makeClass, makeEntry, makeSnapshot } from '../storage-fixture.ts';
import type { StorageFinding } from './data-files.ts';
import { openJsonStorage } from './open-json-storage.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tallybook-layout-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const findings: StorageFinding[] = [];
const open = (): Promise<Storage> => {
  findings.length = 0;
  const report = (finding: StorageFinding): void => void findings.push(finding);
  return openJsonStorage({ folder, files: createFileLayer(), nowMs: () => Date.parse('2026-01-20'), report });
};

function listAll(): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
}

function parse(path: string): unknown {
  return JSON.parse(readFileSync(join(folder, path), 'utf8'));
}

describe('the data folder', () => {
  it('holds the files of the contract, readable by their owner alone', async () => {
    const storage = await open();
    const [account, record] = [makeAccount(), makeClass()];
    await storage.accounts.create(account);
    await storage.classes.create(record);
    for (const seq of [1, 2, 3]) await storage.documents.append(record.id, makeEntry(seq));
    await storage.documents.saveSnapshot(record.id, makeSnapshot(2));
    await storage.documents.append(record.id, makeEntry(4, { recovered: true }));
    await storage.close();

    const classFolder = `classes/${record.id}`;
    expect(listAll().sort()).toEqual(
      [
        'accounts',
        `accounts/${account.id}.json`,
        'classes',
        classFolder,
        `${classFolder}/class.json`,
        `${classFolder}/history`,
        `${classFolder}/history/journal-1-2.ndjson`,
        `${classFolder}/journal.ndjson`,
        `${classFolder}/snapshot.json`,
        'tmp',
      ].sort(),
    );
    expect(parse(`accounts/${account.id}.json`)).toMatchObject(account);
    expect(parse(`${classFolder}/class.json`)).toMatchObject(record);
    expect(parse(`${classFolder}/snapshot.json`)).toEqual({
      format: 1,
      classId: record.id,
      epoch: 1,
      seq: 2,
      savedAt: '2026-01-02T00:00:00.000Z',
      update: Buffer.from('<1><2>').toString('base64'),
      ledger: { entries: 2 },
      crc: expect.any(Number) as number,
    });
    const lines = readFileSync(join(folder, classFolder, 'journal.ndjson'), 'utf8').split('\n');
    const unsealed = `{"seq":4,"at":"2026-01-01T12:00:00.000Z","by":"${AUTHOR}","update":"PDQ+","recovered":true}`;
    expect(lines).toEqual([
      expect.stringMatching(/^\{"seq":3,/),
      `${unsealed.slice(0, -1)},"crc":${crc32(unsealed)}}`,
      '',
    ]);
    if (process.platform === 'win32') return;
    for (const path of listAll()) {
      const stat = statSync(join(folder, path));
      expect(stat.mode & 0o777, path).toBe(stat.isDirectory() ? 0o700 : 0o600);
    }
  });

  it('is rid of temporary files, and of a deleted class, after a crash', async () => {
    const first = await open();
    const [deleted, kept] = [makeClass(), makeClass()];
    for (const record of [deleted, kept]) {
      await first.classes.create(record);
      await first.documents.append(record.id, makeEntry(1));
    }
    await first.close();
    mkdirSync(join(folder, 'tmp', '7-class'));
    writeFileSync(join(folder, 'tmp', '7-class', 'class.json'), '{');
    writeFileSync(join(folder, 'tmp', '8-snapshot.json'), '{');
    writeFileSync(join(folder, 'classes', `${deleted.id}.deleted`), '');

    const second = await open();
    expect(findings).toMatchObject([{ kind: 'finished', path: `classes/${deleted.id}` }]);
    expect(await second.classes.isDeleted(deleted.id)).toBe(true);
    expect(await second.classes.create(deleted)).toBe('class-deleted');
    expect((await second.documents.load(kept.id)).seq).toBe(1);
    await second.close();
    expect(listAll().filter((path) => path.includes('tmp/') || path.includes(`${deleted.id}/`))).toEqual([]);
  });

  it('is left alone where a name is not one of ours', async () => {
    await (await open()).close();
    const strange = ['accounts/README.txt', 'accounts/nobody.json', 'classes/notes', 'vaults'];
    for (const path of strange) writeFileSync(join(folder, path), 'mine');
    await (await open()).close();
    for (const path of strange) expect(readFileSync(join(folder, path), 'utf8')).toBe('mine');
    expect(findings).toEqual([]);
  });

  it('keeps an older account in its username when a second file has the same', async () => {
    await (await open()).close();
    const older = makeAccount({ username: 'ada', createdAt: '2025-01-01T00:00:00.000Z' });
    const newer = makeAccount({ username: 'Ada' });
    for (const account of [newer, older]) {
      writeFileSync(join(folder, 'accounts', `${account.id}.json`), JSON.stringify(account));
    }
    const storage = await open();
    expect(await storage.accounts.findByUsername('ada')).toEqual(older);
    expect(await storage.accounts.read(newer.id)).toEqual(newer);
    expect(findings).toMatchObject([{ kind: 'duplicate', path: `accounts/${newer.id}.json` }]);
    await storage.close();
  });

  it('cannot be opened when it is not there', async () => {
    rmSync(folder, { recursive: true });
    await expect(open()).rejects.toMatchObject({ reason: 'unavailable', message: 'unavailable: ENOENT' });
    mkdirSync(folder);
  });
});
