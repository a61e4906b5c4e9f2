import { formatMinor } from '@tallybook/shared/money/amount';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { foldQuery } from '@tallybook/shared/personal/fold-text';
import { tagKey } from '@tallybook/shared/personal/tags';
import type { ListChunkRow } from '$lib/platform/schema.ts';
import { labelOf } from '$lib/platform/sum-cells.ts';

/** A chunk that grows beyond this is split. */
const MAX_CHUNK_LENGTH = 1_000;

/** Sorts by code unit in the reverse of the list's order (`byDay`). */
export function orderKey(entry: Pick<PersonalEntry, 'day' | 'createdAt' | 'id'>): string {
  return `${entry.day} ${String(entry.createdAt).padStart(16, '0')} ${entry.id}`;
}

/** One entry of a chunk. */
export interface ChunkItem {
  readonly id: string;
  readonly text: string;
  readonly label: string;
  /** As in `ListChunkRow`. */
  readonly dayNumber: number;
  readonly amountMinor: number;
  readonly createdAt: number;
  readonly changedAt: number;
}

export function itemOf(entry: PersonalEntry): ChunkItem {
  const { id, amountMinor, createdAt, changedAt, day } = entry;
  return {
    id,
    text: textOf(entry),
    label: labelOf(entry),
    dayNumber: dayToNumber(day),
    amountMinor,
    createdAt,
    changedAt,
  };
}

/**
 * The words of an entry as a search compares them, but for the category's name: title, note, tags, amount and day, with
 * a tab between any two. [L28]
 */
function textOf({ title, note, tags, amountMinor, currency, day }: PersonalEntry): string {
  const folded = [foldQuery(title), foldQuery(note), ...tags.map((tag) => `#${tagKey(tag)}`)];
  return [...folded, formatMinor(amountMinor, currency), day].join('\t');
}

export function keyOfItem({
  id,
  dayNumber,
  createdAt,
}: Pick<ChunkItem, 'id' | 'dayNumber' | 'createdAt'>): string {
  return orderKey({ id, day: numberToDay(dayNumber), createdAt });
}

function packChunk(key: string, items: readonly ChunkItem[]): ListChunkRow {
  const labels = [...new Set(items.map(({ label }) => label))];
  const atByLabel = new Map(labels.map((label, at) => [label, at]));
  return {
    key,
    ids: items.map(({ id }) => id).join('\n'),
    texts: items.map(({ text }) => text).join('\n'),
    labels,
    labelAt: Uint16Array.from(items, ({ label }) => atByLabel.get(label) ?? 0),
    days: Int32Array.from(items, ({ dayNumber }) => dayNumber),
    amounts: Float64Array.from(items, ({ amountMinor }) => amountMinor),
    createdAt: Float64Array.from(items, ({ createdAt }) => createdAt),
    changedAt: Float64Array.from(items, ({ changedAt }) => changedAt),
  };
}

export function unpackChunk(row: ListChunkRow): ChunkItem[] {
  const texts = row.texts.split('\n');
  return idsOf(row).map((id, at) => ({
    id,
    text: texts[at] ?? '',
    label: row.labels[row.labelAt[at] ?? 0] ?? '',
    dayNumber: row.days[at] ?? 0,
    amountMinor: row.amounts[at] ?? 0,
    createdAt: row.createdAt[at] ?? 0,
    changedAt: row.changedAt[at] ?? 0,
  }));
}

export function idsOf({ ids }: ListChunkRow): string[] {
  return ids === '' ? [] : ids.split('\n');
}

/** Cuts items in order into chunks that have room to grow; the first is `key`'s. */
export function cutChunks(key: string, items: readonly ChunkItem[]): ListChunkRow[] {
  if (items.length <= MAX_CHUNK_LENGTH) return [packChunk(key, items)];
  const parts = Math.ceil(items.length / (MAX_CHUNK_LENGTH * 0.75));
  const length = Math.ceil(items.length / parts);
  return Array.from({ length: parts }, (_, part) => {
    const own = items.slice(part * length, (part + 1) * length);
    const [first] = own;
    return packChunk(part === 0 || !first ? key : keyOfItem(first), own);
  });
}

/** Whether a row read back is one that this app wrote. */
export function isListChunk(row: unknown): row is ListChunkRow {
  if (typeof row !== 'object' || row === null) return false;
  const { key, ids, texts, labels, labelAt, days, amounts, createdAt, changedAt } =
    row as Partial<ListChunkRow>;
  if (typeof key !== 'string' || typeof ids !== 'string' || typeof texts !== 'string') return false;
  const length = days?.length;
  return (
    days instanceof Int32Array &&
    labelAt instanceof Uint16Array &&
    Array.isArray(labels) &&
    [amounts, createdAt, changedAt].every(
      (column) => column instanceof Float64Array && column.length === length,
    ) &&
    labelAt.length === length
  );
}

export function dayToNumber(day: string): number {
  return Number(day.slice(0, 4)) * 10_000 + Number(day.slice(5, 7)) * 100 + Number(day.slice(8));
}

export function numberToDay(number: number): string {
  const text = String(number).padStart(8, '0');
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}
