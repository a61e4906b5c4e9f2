import { isDay, monthOf } from '@tallybook/shared/calendar/day';
import type { MyShare } from '@tallybook/shared/personal/my-share';
import type { WriteTransaction } from './ledger-transactions.ts';
import { metaKeys, type ShareSumRow, type SumCell } from './schema.ts';
import { changeCells, labelOf } from './sum-cells.ts';

/** Changes when what is summed up changes: all sums are then made anew. */
export const SHARE_SUMS_VERSION = 1;

export const shareSumStores = ['shareDays', 'shareMonths', 'meta'] as const;
export type ShareSumTransaction = WriteTransaction<(typeof shareSumStores)[number]>;

export interface ShareOfClass {
  readonly classId: string;
  readonly share: MyShare;
}

interface Change {
  readonly cell: Pick<SumCell, 'kind' | 'currency' | 'category'>;
  minor: bigint;
  count: number;
}
/** By label. */
type Changes = Map<string, Change>;

/** Whether the sums are all there as this version makes them: what is missing as a whole is not kept up. */
export async function hasShareSums(tx: ShareSumTransaction): Promise<boolean> {
  return (await tx.objectStore('meta').get(metaKeys.shareSums))?.value === SHARE_SUMS_VERSION;
}

/** Has the sums made anew from the shares when they are read next. */
export function forgetShareSums(tx: ShareSumTransaction): Promise<void> {
  return tx.objectStore('meta').delete(metaKeys.shareSums);
}

/**
 * Carries over to the sums of days and months that shares of a class have come in the place of others, in the transaction
 * that changes the shares; 'all': in the place of all that the class had. Sums that cannot be used are forgotten: the
 * shares never wait for them.
 */
export async function changeShareSums(
  tx: ShareSumTransaction,
  classId: string,
  before: readonly MyShare[] | 'all',
  after: readonly MyShare[],
): Promise<void> {
  const changes = new Map<string, Changes>();
  if (before !== 'all') for (const share of before) count(changes, share, -1);
  for (const share of after) count(changes, share, 1);
  const isSound =
    before === 'all' ? await putClass(tx, classId, changes) : await changeClass(tx, classId, changes);
  if (!isSound) await forgetShareSums(tx);
}

/** The sums of shares of several classes, made a share at a time. */
export class ShareSumming {
  readonly #byPeriod = new Map<string, Map<string, Changes>>();

  add({ classId, share }: ShareOfClass): void {
    for (const period of periodsOf(share)) {
      const byClass = this.#byPeriod.get(period) ?? new Map<string, Changes>();
      const changes: Changes = byClass.get(classId) ?? new Map<string, Change>();
      countIn(changes, share, 1);
      byClass.set(classId, changes);
      this.#byPeriod.set(period, byClass);
    }
  }

  days(): ShareSumRow[] {
    return this.#rows(false);
  }

  months(): ShareSumRow[] {
    return this.#rows(true);
  }

  #rows(areMonths: boolean): ShareSumRow[] {
    return [...this.#byPeriod]
      .filter(([period]) => isMonth(period) === areMonths)
      .map(([period, byClass]) => ({
        period,
        classes: Object.fromEntries(Array.from(byClass, ([id, changes]) => [id, toCells(changes)])),
      }));
  }
}

/** Whether a row read back is one that this app wrote. */
export function isShareSumRow(row: unknown): row is ShareSumRow {
  if (typeof row !== 'object' || row === null) return false;
  const { period, classes } = row as { period?: unknown; classes?: unknown };
  return (
    typeof period === 'string' &&
    typeof classes === 'object' &&
    classes !== null &&
    Object.values(classes).every((cells) => Array.isArray(cells) && cells.every(isCell))
  );
}

function isCell(cell: unknown): boolean {
  if (typeof cell !== 'object' || cell === null) return false;
  const { kind, currency, category, amountMinor, count: counted } = cell as Partial<SumCell>;
  return (
    [kind, currency, category].every((text) => typeof text === 'string') &&
    typeof amountMinor === 'string' &&
    /^-?\d+$/.test(amountMinor) &&
    Number.isSafeInteger(counted) &&
    Number(counted) > 0
  );
}

async function changeClass(
  tx: ShareSumTransaction,
  classId: string,
  changes: ReadonlyMap<string, Changes>,
): Promise<boolean> {
  const isSound = await Promise.all(
    Array.from(changes, ([period, ofPeriod]) => changePeriod(tx, classId, period, ofPeriod)),
  );
  return !isSound.includes(false);
}

async function changePeriod(
  tx: ShareSumTransaction,
  classId: string,
  period: string,
  changes: Changes,
): Promise<boolean> {
  const changed = [...changes.values()].filter((change) => change.minor !== 0n || change.count !== 0);
  if (changed.length === 0) return true;
  const row: unknown = await storeOf(tx, period).get(period);
  if (row !== undefined && !isShareSumRow(row)) return false;
  let cells = row?.classes[classId] ?? [];
  for (const { cell, minor, count: counted } of changed) {
    if (!mayChange(cells, cell, minor, counted)) return false;
    cells = changeCells(cells, cell, minor, counted);
  }
  await putCells(tx, row ?? { period, classes: {} }, classId, cells);
  return true;
}

/** Whether a sum can have been that of the shares before: none comes out that was not in it, and no money stays of none. */
function mayChange(cells: readonly SumCell[], cell: Change['cell'], minor: bigint, counted: number): boolean {
  const label = labelOf(cell);
  const known = cells.find((one) => labelOf(one) === label);
  const left = (known?.count ?? 0) + counted;
  return left > 0
    ? known !== undefined || counted > 0
    : left === 0 && BigInt(known?.amountMinor ?? 0) === -minor;
}

async function putClass(
  tx: ShareSumTransaction,
  classId: string,
  changes: ReadonlyMap<string, Changes>,
): Promise<boolean> {
  const read: readonly unknown[] = (
    await Promise.all([tx.objectStore('shareDays').getAll(), tx.objectStore('shareMonths').getAll()])
  ).flat();
  const rows = read.filter(isShareSumRow);
  if (rows.length < read.length) return false;
  const rowByPeriod = new Map(rows.map((row) => [row.period, row]));
  const periods = new Set([
    ...changes.keys(),
    ...rows.filter(({ classes }) => classId in classes).map(({ period }) => period),
  ]);
  const puts = Array.from(periods, (period) => {
    const row = rowByPeriod.get(period) ?? { period, classes: {} };
    const cells = toCells(changes.get(period) ?? new Map<string, Change>());
    // Most often what is made anew is what was there.
    const isKnown = JSON.stringify(row.classes[classId] ?? []) === JSON.stringify(cells);
    return isKnown ? Promise.resolve() : putCells(tx, row, classId, cells);
  });
  await Promise.all(puts);
  return true;
}

async function putCells(
  tx: ShareSumTransaction,
  { period, classes }: ShareSumRow,
  classId: string,
  cells: readonly SumCell[],
): Promise<void> {
  const others = Object.entries(classes).filter(([id]) => id !== classId);
  const store = storeOf(tx, period);
  if (cells.length > 0)
    await store.put({ period, classes: Object.fromEntries([...others, [classId, cells]]) });
  else if (others.length > 0) await store.put({ period, classes: Object.fromEntries(others) });
  else await store.delete(period);
}

function count(byPeriod: Map<string, Changes>, share: MyShare, sign: 1 | -1): void {
  for (const period of periodsOf(share)) {
    const changes: Changes = byPeriod.get(period) ?? new Map<string, Change>();
    countIn(changes, share, sign);
    byPeriod.set(period, changes);
  }
}

/** Of a share that counts: its day and its month. A row that is none counts nowhere. */
function periodsOf({ day, currency, amountMinor, unreadable, deleted }: MyShare): string[] {
  const isWhole = isDay(day) && Number.isSafeInteger(amountMinor);
  return !isWhole || unreadable || deleted || currency === '' ? [] : [day, monthOf(day)];
}

function countIn(changes: Changes, share: MyShare, sign: 1 | -1): void {
  const { kind, currency, category } = share;
  const label = labelOf(share);
  const change = changes.get(label) ?? { cell: { kind, currency, category }, minor: 0n, count: 0 };
  change.minor += BigInt(sign * share.amountMinor);
  change.count += sign;
  changes.set(label, change);
}

function toCells(changes: Changes): SumCell[] {
  return [...changes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([
        ,
        {
          cell: { kind, currency, category },
          minor,
          count: counted,
        },
      ]) => ({
        kind,
        currency,
        category,
        amountMinor: String(minor),
        count: counted,
      }),
    );
}

function isMonth(period: string): boolean {
  return period.length === 7;
}

function storeOf(tx: ShareSumTransaction, period: string) {
  return tx.objectStore(isMonth(period) ? 'shareMonths' : 'shareDays');
}
