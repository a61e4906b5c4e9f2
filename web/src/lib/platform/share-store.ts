import type { Day, Month } from '@tallybook/shared/calendar/day';
import { firstDay, lastDay } from '@tallybook/shared/calendar/day';
import type { DayRange } from '@tallybook/shared/personal/totals';
import type { LedgerDatabase } from './database.ts';
import type { WriteTransaction } from './ledger-transactions.ts';
import { readReadableRows } from './readable-rows.ts';
import { metaKeys, type ShareSumRow } from './schema.ts';
import {
  hasShareSums,
  isShareSumRow,
  SHARE_SUMS_VERSION,
  ShareSumming,
  shareSumStores,
  type ShareOfClass,
  type ShareSumTransaction,
} from './share-sum-rows.ts';
import { stored, type StorageResult } from './storage-result.ts';

/** So many shares are unpacked at a time; between two times the page does other things. */
const STEP = 1_000;

/** What my shares come to: every month, and the days that were asked for. */
export interface ShareSumRows {
  readonly months: readonly ShareSumRow[];
  readonly days: readonly ShareSumRow[];
}

/** Reads my shares of all classes, and what they come to, without reading them all. */
export class ShareStore {
  readonly #database: LedgerDatabase;

  constructor(database: LedgerDatabase) {
    this.#database = database;
  }

  /** Every one that can be read. */
  async all(): Promise<StorageResult<readonly ShareOfClass[]>> {
    const read = await readReadableRows(this.#database, 'classShares');
    return read.ok ? stored(read.value.rows.map(withoutKey)) : read;
  }

  /** The newest, in the order of lists. */
  async newest(count: number): Promise<StorageResult<readonly ShareOfClass[]>> {
    const read = await this.#database.read(['classShares'], async (tx) => {
      const index = tx.objectStore('classShares').index('day');
      const newest = await index.openKeyCursor(null, 'prev');
      const last = count > 1 ? await newest?.advance(count - 1) : newest;
      // Of its day all are read, since within a day the order is another than that of the index.
      return index.getAll(last ? IDBKeyRange.lowerBound(last.key) : null);
    });
    // What one damaged row, or a database of an older version, does not give this way.
    const rows = read.ok ? read : await this.all();
    return rows.ok ? stored(rows.value.map(withoutKey).sort(byDay).slice(0, count)) : rows;
  }

  /** Those of a range of days, newest first. */
  async between({ from, to }: DayRange): Promise<StorageResult<readonly ShareOfClass[]>> {
    if (from > to) return stored([]);
    const range = IDBKeyRange.bound(from, to);
    const read = await this.#database.read(['classShares'], (tx) =>
      tx.objectStore('classShares').index('day').getAll(range),
    );
    return read.ok ? stored(read.value.map(withoutKey).sort(byDay)) : read;
  }

  /** The sums of all months, of the days since one, and of those of some earlier months; made anew where they are not there. */
  async sums(since: Day, months: Iterable<Month>): Promise<StorageResult<ShareSumRows>> {
    const asked = [...months];
    let kept = await this.#keptSums(since, asked);
    if (!kept && (await this.remakeSums())) kept = await this.#keptSums(since, asked);
    if (kept) return stored(kept);
    // Nothing can be written: they are made for this once.
    const shares = await this.all();
    if (!shares.ok) return shares;
    const summing = new ShareSumming();
    for (const share of shares.value) summing.add(share);
    return stored({ months: summing.months(), days: summing.days() });
  }

  /** Makes the sums anew from every share that can be read; false when that was not possible. */
  async remakeSums(): Promise<boolean> {
    const counted = await this.#database.read(['classShares'], (tx) => tx.objectStore('classShares').count());
    if (!counted.ok) return false;
    const rowCount = counted.value;
    const remake = (isUnreadable: (key: string) => boolean, step: number): Promise<StorageResult<void>> =>
      this.#database.write(
        ['classShares', ...shareSumStores],
        async (tx) => storeSums(tx, await sumUp(tx, isUnreadable, step)),
        { durability: 'relaxed', rowCount },
      );
    if ((await remake(() => false, STEP)).ok) return true;
    const readable = await readReadableRows(this.#database, 'classShares');
    if (!readable.ok) return false;
    const unreadable = new Set(readable.value.unreadableKeys);
    return unreadable.size > 0 && (await remake((key) => unreadable.has(key), 1)).ok;
  }

  /** Null when they are not there, or cannot be used. */
  async #keptSums(since: Day, months: readonly Month[]): Promise<ShareSumRows | null> {
    const read = await this.#database.read(shareSumStores, async (tx) => {
      // A reading asks the same as a writing does.
      if (!(await hasShareSums(tx as unknown as ShareSumTransaction))) return null;
      const days = tx.objectStore('shareDays');
      const [all, newest, ...earlier] = await Promise.all([
        tx.objectStore('shareMonths').getAll(),
        days.getAll(IDBKeyRange.lowerBound(since)),
        ...months.map((month) => days.getAll(IDBKeyRange.bound(firstDay(month), lastDay(month)))),
      ]);
      return { months: all, days: [...earlier.flat().filter(({ period }) => period < since), ...newest] };
    });
    if (!read.ok || !read.value) return null;
    return [...read.value.months, ...read.value.days].every(isShareSumRow) ? read.value : null;
  }
}

type RemakeTransaction = WriteTransaction<'classShares' | (typeof shareSumStores)[number]>;

async function sumUp(
  tx: RemakeTransaction,
  isUnreadable: (key: string) => boolean,
  step: number,
): Promise<ShareSumming> {
  const store = tx.objectStore('classShares');
  const summing = new ShareSumming();
  const keys = (await store.getAllKeys()).filter((key) => !isUnreadable(key));
  for (let at = 0; at < keys.length; at += step) {
    const range = IDBKeyRange.bound(keys[at], keys[Math.min(at + step, keys.length) - 1]);
    for (const row of await store.getAll(range)) summing.add(row);
  }
  return summing;
}

async function storeSums(tx: RemakeTransaction, summing: ShareSumming): Promise<void> {
  const [days, months] = [tx.objectStore('shareDays'), tx.objectStore('shareMonths')];
  await Promise.all([days.clear(), months.clear()]);
  await Promise.all([
    ...summing.days().map((row) => days.put(row)),
    ...summing.months().map((row) => months.put(row)),
    tx.objectStore('meta').put({ key: metaKeys.shareSums, value: SHARE_SUMS_VERSION }),
  ]);
}

function withoutKey({ classId, share }: ShareOfClass): ShareOfClass {
  return { classId, share };
}

/** As lists have personal entries: newest day first, within a day newest created first. */
function byDay({ share: a }: ShareOfClass, { share: b }: ShareOfClass): number {
  return byText(b.day, a.day) || b.createdAt - a.createdAt || byText(b.id, a.id);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
