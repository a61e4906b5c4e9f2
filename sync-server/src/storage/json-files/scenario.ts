import { StorageError } from '../port.ts';
import type { AccountRecord, ClassRecord, JournalEntry, Storage } from '../port.ts';
import { countTo, makeAccount, makeClass, makeEntry, readSeqs } from '../storage-fixture.ts';

/** What was given to a storage, and what it acknowledged. */
export interface Ledger {
  /** Per account id, the display names that may be there: the last acknowledged one and those tried since. */
  readonly accounts: Map<string, Set<string | undefined>>;
  readonly classes: Map<string, Set<string | undefined>>;
  /** Per class id, the acknowledged updates as texts, from number 1. */
  readonly entries: Map<string, string[]>;
  readonly deleted: Set<string>;
  /** Classes whose removal was tried, and may have happened. */
  readonly maybeDeleted: Set<string>;
  failures: number;
  /** Appends tried so far, so that each has an update of its own. */
  attempts: number;
}

export function createLedger(): Ledger {
  return {
    accounts: new Map(),
    classes: new Map(),
    entries: new Map(),
    deleted: new Set(),
    maybeDeleted: new Set(),
    failures: 0,
    attempts: 0,
  };
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Runs a step; a refusal by the storage is counted, anything else is a mistake. */
async function attempt(ledger: Ledger, step: () => Promise<unknown>): Promise<boolean> {
  try {
    await step();
    return true;
  } catch (error) {
    if (!(error instanceof StorageError) || error.reason !== 'unavailable') throw error;
    ledger.failures += 1;
    return false;
  }
}

/** Sets a value that is certain once the step resolves, and possible from the moment it is tried. */
async function change(
  ledger: Ledger,
  values: Map<string, Set<string | undefined>>,
  id: string,
  value: string | undefined,
  step: () => Promise<unknown>,
): Promise<boolean> {
  const possible = values.get(id) ?? new Set<string | undefined>([undefined]);
  possible.add(value);
  values.set(id, possible);
  const isDone = await attempt(ledger, step);
  if (isDone) values.set(id, new Set([value]));
  return isDone;
}

/** Appends entries at once; after a refusal loads again, and checks that exactly the acknowledged ones are left. */
async function appendSome(storage: Storage, ledger: Ledger, classId: string, count: number): Promise<void> {
  const known = ledger.entries.get(classId) ?? [];
  ledger.entries.set(classId, known);
  const entries: JournalEntry[] = countTo(count).map((step) => {
    ledger.attempts += 1;
    const seq = known.length + step;
    return makeEntry(seq, { update: new TextEncoder().encode(`<${seq}>attempt ${ledger.attempts};`) });
  });
  const results = await Promise.all(
    entries.map((entry) => attempt(ledger, () => storage.documents.append(classId, entry))),
  );
  const acknowledged = entries.filter((_, index) => results[index]);
  known.push(...acknowledged.map(({ update }) => textOf(update)));
  if (acknowledged.length === count) return;
  await attempt(ledger, async () => {
    const loaded = await storage.documents.load(classId);
    if (loaded.seq !== known.length) throw new Error(`${loaded.seq} entries, ${known.length} acknowledged`);
  });
}

async function saveAll(
  storage: Storage,
  ledger: Ledger,
  classId: string,
  savedAt: string,
  epoch = 1,
): Promise<void> {
  const known = ledger.entries.get(classId) ?? [];
  await attempt(ledger, () =>
    storage.documents.saveSnapshot(classId, {
      epoch,
      seq: known.length,
      savedAt,
      update: new TextEncoder().encode(known.join('')),
      ledger: { entries: known.length },
    }),
  );
}

/** Some of everything that a server does with its storage. */
export async function runScenario(storage: Storage, ledger: Ledger): Promise<void> {
  const rename = (account: AccountRecord, displayName: string): Promise<boolean> =>
    change(ledger, ledger.accounts, account.id, displayName, () =>
      storage.accounts.update(account.id, (it) => ({ ...it, displayName })),
    );
  const create = (record: ClassRecord): Promise<boolean> =>
    change(ledger, ledger.classes, record.id, record.name, () => storage.classes.create(record));

  const [ada, bo] = [makeAccount({ username: 'ada' }), makeAccount({ username: 'bo' })];
  for (const account of [ada, bo]) {
    const isThere = await change(ledger, ledger.accounts, account.id, account.displayName, () =>
      storage.accounts.create(account),
    );
    if (isThere) await rename(account, 'Second name');
  }
  await change(ledger, ledger.accounts, bo.id, undefined, () => storage.accounts.remove(bo.id));

  const [flat, trip] = [makeClass({ code: 'FLAT' }), makeClass({ code: 'TRIP' })];
  for (const record of [flat, trip]) if (!(await create(record))) await create(record);
  for (const { id } of [flat, trip]) {
    if ((await storage.classes.read(id)) === undefined) continue;
    await appendSome(storage, ledger, id, 1);
    await appendSome(storage, ledger, id, 4);
    await Promise.all([
      saveAll(storage, ledger, id, '2026-01-02T00:00:00.000Z'),
      appendSome(storage, ledger, id, 3),
    ]);
    await appendSome(storage, ledger, id, 2);
    await saveAll(storage, ledger, id, '2026-01-03T00:00:00.000Z');
    await saveAll(storage, ledger, id, '2026-01-04T00:00:00.000Z', 2);
    await storage.documents.release(id);
    await appendSome(storage, ledger, id, 2);
  }
  if ((await storage.classes.read(trip.id)) !== undefined) {
    ledger.maybeDeleted.add(trip.id);
    if (await attempt(ledger, () => storage.classes.remove(trip.id))) ledger.deleted.add(trip.id);
  }
  if ((await storage.classes.read(flat.id)) !== undefined) await appendSome(storage, ledger, flat.id, 1);
}

/** Once the disk works again, every class takes entries. */
export async function appendEverywhere(storage: Storage, ledger: Ledger): Promise<void> {
  const before = ledger.failures;
  for await (const { id } of storage.classes.list()) {
    await storage.documents.load(id);
    await appendSome(storage, ledger, id, 2);
  }
  if (ledger.failures !== before) throw new Error('a disk that works was refused');
}

/** Throws when a storage opened on what is left does not have everything that was acknowledged. */
export async function checkLedger(storage: Storage, ledger: Ledger): Promise<void> {
  const expectOneOf = (possible: Set<string | undefined>, found: string | undefined, what: string): void => {
    if (!possible.has(found))
      throw new Error(`${what}: ${found} instead of one of ${[...possible].join(', ')}`);
  };
  for (const [id, possible] of ledger.accounts) {
    expectOneOf(possible, (await storage.accounts.read(id))?.displayName, 'account');
  }
  for (const [id, possible] of ledger.classes) {
    const isDeleted = await storage.classes.isDeleted(id);
    if (isDeleted ? !ledger.maybeDeleted.has(id) : ledger.deleted.has(id))
      throw new Error(`deleted: ${isDeleted}`);
    if (isDeleted) continue;
    const record = await storage.classes.read(id);
    expectOneOf(possible, record?.name, 'class');
    if (record === undefined) continue;
    const known = ledger.entries.get(id) ?? [];
    const { updates, seq } = await storage.documents.load(id);
    const text = updates.map(textOf).join('');
    if (!text.startsWith(known.join(''))) throw new Error(`${known.join('')} acknowledged, ${text} found`);
    const seqs = readSeqs(updates);
    if (seq !== seqs.length || seqs.some((value, index) => value !== index + 1))
      throw new Error(`out of order: ${text}`);
  }
}
