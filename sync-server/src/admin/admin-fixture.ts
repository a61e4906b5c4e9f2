import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeArgon2 } from '../accounts/argon2-fixture.ts';
import { ARGON2ID } from '../accounts/password-hasher.ts';
import { createFileLayer } from '../storage/file-layer.ts';
import type { StorageFinding } from '../storage/json-files/data-files.ts';
import { openJsonStorage } from '../storage/json-files/open-json-storage.ts';
import type { AccountRecord, ClassRecord, Storage } from '../storage/port.ts';
import { makeAccount, makeClass } from '../storage/storage-fixture.ts';
import { encodeSnapshot } from '../sync/encode-snapshot.ts';
import { ANNA, recordJson, setRecord, updateOf } from '../sync/gate-fixture.ts';
import type { AdminParts } from './admin-parts.ts';
import { readDocument } from './read-document.ts';
import { runAdmin } from './run-admin.ts';
import type { AdminIo } from './run-admin.ts';

export const NOW_MS = Date.parse('2026-01-20T10:30:00.000Z');
/** Stands for argon2, which takes its time. */
export const fakeArgon2 = createFakeArgon2();

export interface Scratch {
  readonly root: string;
  /** Exists and is empty. */
  readonly dataDir: string;
  readonly remove: () => void;
}

export function makeScratch(): Scratch {
  const root = mkdtempSync(join(tmpdir(), 'tallybook-admin-test-'));
  const dataDir = join(root, 'data');
  mkdirSync(dataDir);
  return { root, dataDir, remove: () => rmSync(root, { recursive: true }) };
}

export async function openStorage(
  folder: string,
  findings: StorageFinding[] = [],
): Promise<{ readonly storage: Storage; readonly findings: StorageFinding[] }> {
  const report = (finding: StorageFinding): void => void findings.push(finding);
  const files = createFileLayer();
  return { storage: await openJsonStorage({ folder, files, nowMs: () => NOW_MS, report }), findings };
}

/** What a server hands to the commands. */
export function makeParts(storage: Storage, parts: Partial<AdminParts> = {}): AdminParts {
  return {
    storage,
    dataDir: undefined,
    files: createFileLayer(),
    findings: () => [],
    encodeSnapshot: (update) => Promise.resolve(encodeSnapshot(update)),
    hashPassword: (password) => fakeArgon2.hash(password, ARGON2ID),
    randomBytes,
    nowMs: () => NOW_MS,
    onSessionsEnded: () => undefined,
    ...parts,
  };
}

/** Appends expenses, one entry each. */
export async function addExpenses(storage: Storage, classId: string, count: number): Promise<void> {
  const { seq } = await storage.documents.position(classId);
  for (let step = 1; step <= count; step += 1) {
    const key = `e_${randomUUID().slice(0, 16)}`;
    await storage.documents.append(classId, {
      seq: seq + step,
      at: new Date(NOW_MS).toISOString(),
      by: '00000000-0000-4000-8000-000000000001',
      update: updateOf((doc) => setRecord(doc, key, recordJson(ANNA, { t: seq + step }))),
    });
  }
}

export interface Seeded {
  readonly ada: AccountRecord;
  readonly flat: ClassRecord;
  readonly trip: ClassRecord;
}

/** Two accounts, of which one is signed in, and two classes: one with a snapshot of epoch 2 and a journal, one empty. */
export async function seed(storage: Storage): Promise<Seeded> {
  const session = { id: randomUUID(), tokenHash: 'hash', createdAt: '2026-01-01T00:00:00.000Z' };
  const ada = makeAccount({
    username: 'ada',
    sessions: [{ ...session, lastSeenAt: '2026-01-01T00:00:00.000Z', userAgent: 'Browser' }],
  });
  await storage.accounts.create(ada);
  await storage.accounts.create(makeAccount({ username: 'bo' }));
  const members = [
    { accountId: ada.id, memberId: ANNA, role: 'owner', joinedAt: '2026-01-01T00:00:00.000Z' },
  ] as const;
  const flat = makeClass({ name: 'Flat', members, createdAt: '2026-01-01T00:00:00.000Z' });
  const trip = makeClass({ name: 'Trip', createdAt: '2026-01-02T00:00:00.000Z' });
  await storage.classes.create(flat);
  await storage.classes.create(trip);
  await addExpenses(storage, flat.id, 3);
  const { log } = await readDocument(storage.documents, flat.id);
  const savedAt = new Date(NOW_MS).toISOString();
  const update = log.encodeDurable();
  await storage.documents.saveSnapshot(flat.id, { epoch: 2, seq: 4, savedAt, update, ledger: null });
  await addExpenses(storage, flat.id, 2);
  return { ada, flat, trip };
}

/** Everything that a storage holds, for comparing. */
export async function readAll(storage: Storage): Promise<unknown> {
  const accounts: AccountRecord[] = [];
  for await (const account of storage.accounts.list()) accounts.push(account);
  const classes: unknown[] = [];
  for await (const record of storage.classes.list()) {
    const { epoch, seq, log } = await readDocument(storage.documents, record.id);
    const update = Buffer.from(log.encodeDurable()).toString('base64');
    classes.push({ record, epoch, seq, update });
  }
  const byJson = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  return { accounts: accounts.sort(byJson), classes: classes.sort(byJson) };
}

export async function readFolder(folder: string): Promise<unknown> {
  const { storage } = await openStorage(folder);
  try {
    return await readAll(storage);
  } finally {
    await storage.close();
  }
}

/** Runs the command as the program does. */
export async function run(
  { root, dataDir }: Scratch,
  args: readonly string[],
  io: Partial<AdminIo> = {},
): Promise<{ readonly code: number; readonly out: readonly string[]; readonly err: string }> {
  let out = '';
  let err = '';
  const { files, encodeSnapshot: encode, hashPassword } = makeParts(undefined as never);
  const code = await runAdmin(args, {
    env: { DATA_DIR: dataDir },
    defaultDataDir: join(root, 'default'),
    workingFolder: root,
    files,
    encodeSnapshot: encode,
    hashPassword,
    randomBytes,
    nowMs: () => NOW_MS,
    wait: () => Promise.resolve(),
    onLost: () => undefined,
    writeOut: (text) => (out += text),
    writeError: (text) => (err += text),
    signal: new AbortController().signal,
    ...io,
  });
  return { code, out: out.split('\n').slice(0, -1), err };
}
