import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireFolderLock } from '../storage/folder-lock.ts';
import { createMemoryStorage } from '../storage/memory/memory-storage.ts';
import type { Storage } from '../storage/port.ts';
import { readOwnIdentity } from '../storage/process-identity.ts';
import { makeClass } from '../storage/storage-fixture.ts';
import {
  addExpenses,
  fakeArgon2,
  makeParts,
  makeScratch,
  openStorage,
  readAll,
  readFolder,
  run,
  seed,
} from './admin-fixture.ts';
import type { Scratch, Seeded } from './admin-fixture.ts';
import type { AdminParts } from './admin-parts.ts';
import { openAdminChannel } from './channel/open-admin-channel.ts';

let scratch: Scratch;
let cleanUps: (() => Promise<void> | void)[];
beforeEach(() => {
  scratch = makeScratch();
  cleanUps = [];
});
afterEach(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
  scratch.remove();
});

async function lockFolder(): Promise<void> {
  const locked = await acquireFolderLock({
    folder: scratch.dataDir,
    identity: readOwnIdentity(),
    wait: () => Promise.resolve(),
    onLost: () => undefined,
  });
  if (!locked.ok) expect.unreachable('the folder is free');
  cleanUps.push(locked.lock.release);
}

/** A server as far as its operator sees it. */
async function serve(storage: Storage, parts: Partial<AdminParts> = {}): Promise<void> {
  await lockFolder();
  const channel = await openAdminChannel({ dataDir: scratch.dataDir, tasks: makeParts(storage, parts) });
  cleanUps.push(() => channel.close());
}

interface Setting {
  readonly firstLine: RegExp;
  readonly seeded: Seeded;
  /** Reads what the commands left. */
  readonly look: <T>(read: (storage: Storage) => Promise<T>) => Promise<T>;
  readonly ended: unknown[];
}

const settings: Record<string, (prepare?: (storage: Storage) => Promise<void>) => Promise<Setting>> = {
  'a running server with memory storage': async (prepare) => {
    const storage = createMemoryStorage(() => Date.parse('2026-01-20'));
    const seeded = await seed(storage);
    await prepare?.(storage);
    const ended: unknown[] = [];
    await serve(storage, { onSessionsEnded: (...args) => void ended.push(args) });
    return { firstLine: /^Through the running server/, seeded, look: (read) => read(storage), ended };
  },
  'a running server with JSON storage': async (prepare) => {
    const { storage, findings } = await openStorage(scratch.dataDir);
    cleanUps.push(() => storage.close());
    const seeded = await seed(storage);
    await prepare?.(storage);
    const ended: unknown[] = [];
    await serve(storage, {
      dataDir: scratch.dataDir,
      findings: () => findings,
      onSessionsEnded: (...args) => void ended.push(args),
    });
    return { firstLine: /^Through the running server/, seeded, look: (read) => read(storage), ended };
  },
  'the folder of a stopped server': async (prepare) => {
    const { storage } = await openStorage(scratch.dataDir);
    const seeded = await seed(storage);
    await prepare?.(storage);
    await storage.close();
    const look: Setting['look'] = async (read) => {
      const opened = await openStorage(scratch.dataDir);
      try {
        return await read(opened.storage);
      } finally {
        await opened.storage.close();
      }
    };
    return { firstLine: /^On the folder .* as no server runs/, seeded, look, ended: [] };
  },
};

describe.each(Object.keys(settings))('on %s', (name) => {
  const set = (prepare?: (storage: Storage) => Promise<void>): Promise<Setting> => {
    const make = settings[name];
    if (make === undefined) throw new Error(name);
    return make(prepare);
  };

  it('verify finds everything whole', async () => {
    const { firstLine } = await set();
    const { code, out, err } = await run(scratch, ['verify']);
    expect(out).toEqual([
      expect.stringMatching(firstLine),
      '2 accounts, 2 classes, 5 records (0 put aside): everything can be read',
    ]);
    expect([code, err]).toEqual([0, '']);
  });

  it('list-classes shows one line per class, and names cannot move the cursor or add lines', async () => {
    const evil = makeClass({ name: '\u001b[2Jgone\nCLASS \u202Eabc', createdAt: '2026-01-03T00:00:00.000Z' });
    const { firstLine, seeded } = await set(async (storage) => {
      await storage.classes.create(evil);
    });
    const { code, out } = await run(scratch, ['list-classes']);
    expect(code).toBe(0);
    expect(out[0]).toMatch(firstLine);
    expect(out[1]).toMatch(/^CLASS +MEMBERS +CREATED +SEQ +BYTES +NAME/);
    expect(out[2]).toMatch(new RegExp(`^${seeded.flat.id} +1 +2026-01-01 +6 +(-|\\d{3,}) +Flat$`));
    expect(out[3]).toMatch(new RegExp(`^${seeded.trip.id} +0 +2026-01-02 +0 +(-|0) +Trip$`));
    expect(out[4]).toMatch(/\\u\{001b\}\[2Jgone\\u\{000a\}CLASS \\u\{202e\}abc$/);
    expect(out.slice(5)).toEqual(['3 classes']);
  });

  it('reset-password makes a password that works, and ends every session', async () => {
    const { firstLine, seeded, look, ended } = await set();
    const { code, out } = await run(scratch, ['reset-password', 'ADA']);
    expect(code).toBe(0);
    expect(out).toHaveLength(3);
    expect(out[0]).toMatch(firstLine);
    const password = /shown only here: ([a-z0-9-]{29})$/.exec(out[1] ?? '')?.[1] ?? '';
    const account = await look((storage) => storage.accounts.read(seeded.ada.id));
    expect(await fakeArgon2.verify(account?.passwordHash ?? '', password)).toBe(true);
    expect(account?.sessions).toEqual([]);
    if (firstLine.test('Through the running server')) expect(ended).toEqual([[seeded.ada.id, 'all']]);
    const again = await run(scratch, ['reset-password', 'ada']);
    expect(again.out[1]).not.toBe(out[1]);
  });

  it('reset-password knows who is not there', async () => {
    await set();
    const { code, out } = await run(scratch, ['reset-password', 'nobody']);
    expect([code, out[1]]).toEqual([1, 'There is no account with the username nobody. Nothing was changed.']);
  });

  it('backup and restore give back everything but the sessions', async () => {
    const { firstLine, look } = await set();
    const deleted = makeClass();
    await look(async (storage) => {
      await storage.classes.create(deleted);
      await storage.classes.remove(deleted.id);
    });
    const made = await run(scratch, ['backup', 'copy']);
    expect(made.out).toEqual([
      expect.stringMatching(firstLine),
      expect.stringMatching(
        /^Backed up 2 accounts \(without their sessions\) and 2 classes, \d{3,} bytes, in .*copy$/,
      ),
    ]);
    expect([made.code, made.err]).toEqual([0, '']);
    const copy = join(scratch.root, 'copy');
    expect(readdirSync(copy).sort()).toEqual(['accounts', 'classes']);
    if (process.platform !== 'win32') expect(statSync(copy).mode & 0o777).toBe(0o700);

    const elsewhere = { ...scratch, dataDir: join(scratch.root, 'new') };
    expect(await run(elsewhere, ['restore', 'copy'])).toMatchObject({ code: 0, err: '' });
    const expected = await look(readAll);
    const recoveringUntil = '2026-02-19T10:30:00.000Z';
    const { accounts, classes } = expected as { accounts: object[]; classes: { record: object }[] };
    expect(await readFolder(elsewhere.dataDir)).toEqual({
      accounts: accounts.map((account) => ({ ...account, sessions: [] })),
      classes: classes.map((one) => ({ ...one, record: { ...one.record, recoveringUntil } })),
    });
    if (name.includes('memory')) return;
    const { storage } = await openStorage(elsewhere.dataDir);
    expect(await storage.classes.isDeleted(deleted.id)).toBe(true);
    await storage.close();
  });
});

describe('who may work on a folder', () => {
  it('is nobody but the server while it runs and does not answer', async () => {
    await lockFolder();
    const before = readdirSync(scratch.dataDir);
    const { code, out, err } = await run(scratch, ['verify']);
    expect([code, out]).toEqual([1, []]);
    expect(err).toMatch(
      /^tallybook admin: a server \(pid \d+\) is using DATA_DIR .* but does not answer[^\n]*\n$/,
    );
    expect(readdirSync(scratch.dataDir)).toEqual(before);
  });

  it('is the command, when a server was killed and left its address behind', async () => {
    const socketPath = join(scratch.root, 'gone', 'socket');
    writeFileSync(join(scratch.dataDir, 'admin.json'), JSON.stringify({ socketPath, token: 'x', pid: 1 }));
    expect((await run(scratch, ['verify'])).out[0]).toMatch(/^On the folder/);
  });

  it.each(['', '{', 'null', '{"socketPath":1}', '{"socketPath":"x","token":"a\\nb","pid":1}'])(
    'is the command, when the address cannot be read: %j',
    async (text) => {
      writeFileSync(join(scratch.dataDir, 'admin.json'), text);
      expect(await run(scratch, ['verify'])).toMatchObject({ code: 0 });
    },
  );

  it('gives the folder back afterwards', async () => {
    for (let round = 0; round < 2; round += 1) {
      expect(await run(scratch, ['verify'])).toMatchObject({ code: 0 });
    }
    await lockFolder();
  });

  it('is nobody, when there is no folder, and none is made', async () => {
    rmSync(scratch.dataDir, { recursive: true });
    const { code, out, err } = await run(scratch, ['verify']);
    expect([code, out, err]).toEqual([
      1,
      [],
      `tallybook admin: there is no data folder at DATA_DIR ${scratch.dataDir}\n`,
    ]);
    expect(existsSync(scratch.dataDir)).toBe(false);
  });

  it('is told by a configuration that can be read', async () => {
    const { code, err } = await run(scratch, ['verify'], { env: { PORT: 'x' } });
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^tallybook admin: PORT="x" does not work[^\n]*\n$/),
    ]);
  });
});

describe('arguments', () => {
  it.each([
    [],
    ['what'],
    ['verify', 'x'],
    ['backup'],
    ['backup', ''],
    ['restore', 'a', 'b'],
    ['reset-password'],
  ])('that are no command give the usage: %j', async (...args: string[]) => {
    const { code, out, err } = await run(scratch, args);
    expect([code, out]).toEqual([2, []]);
    expect(err).toMatch(/^Usage: pnpm admin/);
    expect(readdirSync(scratch.dataDir)).toEqual([]);
  });

  it('may come after the two hyphens that a package manager hands on', async () => {
    expect(await run(scratch, ['--', 'verify'])).toMatchObject({ code: 0 });
  });
});

describe('backup', () => {
  beforeEach(async () => {
    const { storage } = await openStorage(scratch.dataDir);
    await seed(storage);
    await storage.close();
  });

  it('leaves a folder alone that holds something, and never goes into the data folder', async () => {
    const taken = join(scratch.root, 'taken');
    mkdirSync(taken);
    writeFileSync(join(taken, 'mine'), 'mine');
    for (const [folder, reason] of [
      ['taken', 'it is not empty'],
      ['taken/mine', 'ENOTDIR'],
      ['data/copy', 'a backup belongs outside the data folder'],
      ['none/copy', 'the folder above it does not exist'],
    ] as const) {
      const { code, out } = await run(scratch, ['backup', folder]);
      expect([code, out[1]]).toEqual([1, `No backup was made in ${join(scratch.root, folder)}: ${reason}`]);
    }
    expect(readdirSync(taken)).toEqual(['mine']);
  });

  it('that was interrupted is refused by restore', async () => {
    const gone = AbortSignal.abort(new Error('interrupted'));
    const { code, out } = await run(scratch, ['backup', 'copy'], { signal: gone });
    expect([code, out.slice(1)]).toEqual([
      1,
      [expect.stringMatching(/copy is unfinished/), 'backup stopped: interrupted'],
    ]);
    const { out: restored } = await run(scratch, ['restore', 'copy']);
    expect(restored[1]).toMatch(/^Nothing was restored from .*: that backup was never finished$/);
  });

  it('brings the sound classes over when one is damaged, and says which is missing', async () => {
    const { storage } = await openStorage(scratch.dataDir);
    const damaged = makeClass();
    await storage.classes.create(damaged);
    await addExpenses(storage, damaged.id, 2);
    await storage.close();
    const journal = join(scratch.dataDir, 'classes', damaged.id, 'journal.ndjson');
    writeFileSync(journal, readFileSync(journal, 'utf8').replace('"seq":1', '"seq":2'));
    const { code, out } = await run(scratch, ['backup', 'copy']);
    expect(code).toBe(1);
    expect(out[1]).toMatch(
      new RegExp(`^class ${damaged.id}: not in the backup: damaged: classes/.* line 1$`),
    );
    expect(out[2]).toMatch(/^Backed up 2 accounts .* and 2 classes/);
    expect(out[3]).toMatch(/^1 problems/);
  });
});
