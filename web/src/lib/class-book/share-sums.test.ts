import type { MyShare } from '@tallybook/shared/personal/my-share';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rowFromSummary } from '$lib/class-sync/class-info.ts';
import { CLASS_ID, summary } from '$lib/class-sync/test-class.ts';
import { ClassStore } from '$lib/platform/class-store.ts';
import { LedgerDatabase } from '$lib/platform/database.ts';
import { FaultyStorage } from '$lib/platform/faulty-storage.ts';
import { ManualTimers } from '$lib/platform/manual-timers.ts';
import { metaKeys, type ShareSumRow } from '$lib/platform/schema.ts';
import { ShareStore } from '$lib/platform/share-store.ts';
import type { DerivedRows } from '$lib/platform/stored-class.ts';
import { ShareSums, type ShareAmount } from './share-sums.svelte.ts';

const RUNS = Number(process.env['SHARE_SUM_RUNS'] ?? 200);
const EVERYTHING = { from: '0001-01-01', to: '9999-12-31' };
const NOW = Date.UTC(2026, 5, 15);

let storage: FaultyStorage;
let database: LedgerDatabase;
let store: ClassStore;
let shares: ShareStore;
beforeEach(() => start());
afterEach(() => stop());

function start(): void {
  storage = new FaultyStorage();
  database = new LedgerDatabase({ name: 'tallybook', driver: storage.driver, timers: new ManualTimers() });
  store = new ClassStore(database);
  shares = new ShareStore(database);
}

function stop(): void {
  database.close();
  storage.restore();
}

const idOf = (digit: number): string => CLASS_ID.slice(0, -1) + String(digit);

async function keep(digit: number): Promise<void> {
  await store.add({ ...rowFromSummary(summary(0), 'document-1'), id: idOf(digit) });
}

function share(entry: number, changes: Partial<MyShare> = {}): MyShare {
  const entryId = `e_${String(entry).padStart(4, '0')}`;
  return {
    id: entryId,
    entryId,
    kind: 'expense',
    amountMinor: 100,
    currency: 'EUR',
    day: '2026-06-01',
    title: 'bread',
    category: 'food',
    note: '',
    tags: [],
    deleted: false,
    deletedAt: null,
    editedWhileDeleted: false,
    createdAt: 1,
    changedAt: 1,
    heads: [],
    unreadable: false,
    ...changes,
  };
}

function derived(changedEntryIds: DerivedRows['changedEntryIds'], of: readonly MyShare[]): DerivedRows {
  return { balances: [], between: [], about: null, changedEntryIds, shares: of };
}

let made = 0;
function append(digit: number, entries: readonly number[], of: readonly MyShare[]) {
  const ids = new Set(entries.map((entry) => share(entry).id));
  return store.append(idOf(digit), {
    documentId: 'document-1',
    updates: [{ key: `${idOf(digit)}/${String(made++).padStart(8, '0')}`, update: Uint8Array.of(0, 0) }],
    unsent: { 7: 1 },
    knownRevision: 0,
    derived: derived(ids, of),
  });
}

async function rowsOf(name: 'shareDays' | 'shareMonths'): Promise<ShareSumRow[]> {
  const read = await database.read([name], (tx) => tx.objectStore(name).getAll());
  if (!read.ok) throw new Error(read.refusal.detail);
  return read.value;
}

async function isMarked(): Promise<boolean> {
  const read = await database.read(['meta'], (tx) => tx.objectStore('meta').get(metaKeys.shareSums));
  return read.ok && read.value !== undefined;
}

/** What the rows should be, from all shares that are kept. */
async function recomputed(length: number): Promise<ShareSumRow[]> {
  const all = await shares.all();
  if (!all.ok) throw new Error(all.refusal.detail);
  const sums: Record<string, Record<string, Record<string, { minor: bigint; count: number }>>> = {};
  for (const { classId, share: one } of all.value) {
    if (one.currency === '') continue;
    const cells = ((sums[one.day.slice(0, length)] ??= {})[classId] ??= {});
    const cell = (cells[`${one.kind} ${one.currency} ${one.category}`] ??= { minor: 0n, count: 0 });
    cell.minor += BigInt(one.amountMinor);
    cell.count++;
  }
  return Object.entries(sums)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([period, classes]) => ({
      period,
      classes: Object.fromEntries(
        Object.entries(classes).map(([classId, cells]) => [
          classId,
          Object.entries(cells)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([label, { minor, count }]) => {
              const [kind = '', currency = '', category = ''] = label.split(' ');
              return { kind: kind as 'expense', currency, category, amountMinor: String(minor), count };
            }),
        ]),
      ),
    }));
}

async function expectRight(): Promise<void> {
  expect(await rowsOf('shareDays')).toEqual(await recomputed(10));
  expect(await rowsOf('shareMonths')).toEqual(await recomputed(7));
}

const anyShare = (entry: number) =>
  fc
    .record({
      kind: fc.constantFrom('expense' as const, 'income' as const),
      amountMinor: fc.constantFrom(1, 250, 9_000_000_000_000_000),
      currency: fc.constantFrom('EUR', 'JPY', ''),
      category: fc.constantFrom('', 'food', 'home'),
      day: fc.constantFrom('2026-06-01', '2026-06-30', '2025-12-31'),
      further: fc.boolean(),
    })
    .map(({ further, ...fields }) => {
      const first = share(entry, fields);
      return further ? [first, { ...first, id: `${first.id}/1`, amountMinor: 7 }] : [first];
    });
const someShares = fc
  .uniqueArray(fc.nat(90), { maxLength: 70 })
  .chain((entries) =>
    fc.tuple(
      fc.constant(entries),
      fc.tuple(...entries.map((entry) => fc.oneof(anyShare(entry), fc.constant([])))),
    ),
  );
const step = fc.record({
  what: fc.constantFrom('append', 'append', 'append', 'rederive', 'replace', 'remove', 'forget'),
  digit: fc.nat(2),
  some: someShares,
});

describe('the sums of shares', () => {
  it('are those of the shares that are kept, after whatever was done to them', { timeout: 30_000 }, () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        stop();
        start();
        for (const digit of [0, 1, 2]) await keep(digit);
        await shares.sums('2026-04-01', []);
        for (const { what, digit, some } of steps) {
          const [entries, lists] = some;
          if (what === 'append') await append(digit, entries, lists.flat());
          else if (what === 'rederive') {
            const row = await store.row(idOf(digit));
            if (row.ok && row.value)
              await store.rederive(idOf(digit), row.value, derived('all', lists.flat()));
          } else if (what === 'replace') {
            await store.replace(idOf(digit), () => ({
              documentId: 'document-1',
              epoch: 1,
              seq: 1,
              update: Uint8Array.of(0, 0),
              key: `${idOf(digit)}/${String(made++).padStart(8, '0')}`,
              aside: [],
            }));
          } else if (what === 'remove') {
            await store.remove(idOf(digit));
            await keep(digit);
          } else {
            await database.write(['meta'], (tx) => tx.objectStore('meta').delete(metaKeys.shareSums), {
              durability: 'relaxed',
            });
            await append(digit, entries, lists.flat());
            await shares.sums('2026-04-01', []);
          }
          expect(await isMarked()).toBe(true);
          await expectRight();
        }
      }),
      { numRuns: RUNS },
    ),
  );

  it.each([
    ['is no row', { period: '2026-06-01', classes: null }],
    ['holds no numbers', { period: '2026-06-01', classes: { [idOf(1)]: [{ amountMinor: 'x' }] } }],
    ['does not hold what is taken out', { period: '2026-06-01', classes: {} }],
  ])('never cost a record: one that %s has all made anew', async (_name, row) => {
    await keep(1);
    await shares.sums('2026-04-01', []);
    await append(1, [1], [share(1)]);
    await database.write(
      ['shareDays'],
      (tx) => tx.objectStore('shareDays').put(row as unknown as ShareSumRow),
      {
        durability: 'relaxed',
      },
    );
    expect(await append(1, [1], [share(1, { amountMinor: 5 })])).toMatchObject({ ok: true });
    expect(await isMarked()).toBe(false);
    const sums = new ShareSums(database, NOW);
    expect(await sums.reread()).toBe(true);
    expect(await isMarked()).toBe(true);
    await expectRight();
    expect(sums.amounts(EVERYTHING, 'day')).toMatchObject([{ amountMinor: 5n, classId: idOf(1) }]);
  });

  it.each(['shareDays', 'shareMonths', 'classShares'] as const)(
    'never cost a record: what cannot be read of %s is passed by',
    async (name) => {
      await keep(1);
      await shares.sums('2026-04-01', []);
      await append(1, [1], [share(1)]);
      storage.fail({ operation: 'get', store: name, errorName: 'DataError' });
      expect(await append(1, [1], [share(1, { amountMinor: 5 })])).toMatchObject({ ok: true });
      storage.heal();
      expect(await isMarked()).toBe(false);
      await shares.sums('2026-04-01', []);
      await expectRight();
    },
  );

  it('are there where nothing can be written', async () => {
    await keep(1);
    await append(1, [1, 2], [share(1), share(2, { day: '2020-01-01' })]);
    storage.fail({ operation: 'put', errorName: 'QuotaExceededError' });
    const sums = new ShareSums(database, NOW);
    expect(await sums.reread()).toBe(true);
    expect(
      sums
        .amounts(EVERYTHING, 'whole')
        .map(({ day }) => day)
        .sort(),
    ).toEqual(['2020-01-01', '2026-06-01']);
  });
});

describe('what is in memory of them', () => {
  const plain = (amounts: readonly ShareAmount[]) =>
    amounts.map(({ day, amountMinor }) => [day, amountMinor]);

  it('is every month and the newest days; the days of others come when they are needed', async () => {
    await keep(1);
    const days = ['2024-02-10', '2024-02-11', '2026-06-01', '2026-06-02'];
    await append(
      1,
      [0, 1, 2, 3],
      days.map((day, i) => share(i, { day })),
    );
    const sums = new ShareSums(database, NOW);
    await sums.reread();
    expect(sums.firstMonth).toBe('2024-02');
    expect(sums.need(EVERYTHING, 'whole')).toBeNull();
    expect(plain(sums.amounts(EVERYTHING, 'whole'))).toEqual([
      ['2024-02-01', 200n],
      ['2026-06-01', 200n],
    ]);
    const edge = { from: '2024-02-11', to: '2026-06-01' };
    expect(plain(sums.amounts(edge, 'whole'))).toEqual([['2026-06-01', 100n]]);
    const [one, two] = [sums.need(edge, 'whole'), sums.reread()];
    expect(one).not.toBeNull();
    await Promise.all([one, two]);
    expect(sums.need(edge, 'whole')).toBeNull();
    expect(plain(sums.amounts(edge, 'day'))).toEqual([
      ['2024-02-11', 100n],
      ['2026-06-01', 100n],
    ]);
    await append(1, [1], []);
    await sums.reread();
    expect(plain(sums.amounts(edge, 'day'))).toEqual([['2026-06-01', 100n]]);
    database.close();
    await sums.need({ from: '2024-01-01', to: '2026-06-01' }, 'day');
  });

  it('is read without the shares, of which the newest come in the order of lists', async () => {
    await keep(1);
    const many = Array.from({ length: 40 }, (_, i) =>
      share(i, { day: i < 30 ? '2026-06-01' : '2026-06-02', createdAt: i % 7 }),
    );
    await append(
      1,
      many.map((_, i) => i),
      many,
    );
    const right = many
      .toSorted((a, b) =>
        a.day === b.day ? b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1) : a.day < b.day ? 1 : -1,
      )
      .map(({ id }) => id);
    const newest = await shares.newest(12);
    expect(newest.ok && newest.value.map(({ share: { id } }) => id)).toEqual(right.slice(0, 12));
    const found = await shares.between({ from: '2026-06-02', to: '2026-06-02' });
    expect(found.ok && found.value.map(({ share: { id } }) => id)).toEqual(right.slice(0, 10));
    expect(await shares.newest(100)).toMatchObject({ value: { length: 40 } });
  });
});
