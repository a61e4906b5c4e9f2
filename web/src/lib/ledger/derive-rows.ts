import { monthOf } from '@tallybook/shared/calendar/day';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { breathe } from '$lib/platform/breathe.ts';
import type { ListChunkRow, PeriodRow, SumCell } from '$lib/platform/schema.ts';
import { labelOf } from '$lib/platform/sum-cells.ts';
import { byDay } from './entry-list.ts';
import { cutChunks, itemOf, type ChunkItem } from './list-chunk.ts';

/** Everything that is derived from the entries, made from all of them. */
export interface AllDerivedRows {
  readonly days: readonly PeriodRow[];
  readonly months: readonly PeriodRow[];
  readonly chunks: readonly ListChunkRow[];
  readonly bin: readonly { readonly id: string }[];
}

const STEP = 1_000;

/** Makes them in steps between which the page can be used. */
export async function deriveRows(entries: readonly PersonalEntry[]): Promise<AllDerivedRows> {
  const live = entries.filter(({ deleted }) => !deleted).sort((a, b) => byDay(b, a));
  const days = new PeriodSums();
  const months = new PeriodSums();
  const items: ChunkItem[] = [];
  for (const [at, entry] of live.entries()) {
    if (at % STEP === STEP - 1) await breathe();
    days.add(entry.day, entry);
    months.add(monthOf(entry.day), entry);
    items.push(itemOf(entry));
  }
  return {
    days: days.rows(),
    months: months.rows(),
    chunks: items.length > 0 ? cutChunks('', items) : [],
    bin: entries.filter(({ deleted }) => deleted).map(({ id }) => ({ id })),
  };
}

interface OpenPeriod {
  count: number;
  readonly cells: Map<
    string,
    { kind: SumCell['kind']; currency: string; category: string; minor: bigint; count: number }
  >;
}

class PeriodSums {
  readonly #byPeriod = new Map<string, OpenPeriod>();

  add(period: string, entry: PersonalEntry): void {
    const open: OpenPeriod = this.#byPeriod.get(period) ?? { count: 0, cells: new Map() };
    const { kind, currency, category } = entry;
    const label = labelOf(entry);
    const cell = open.cells.get(label) ?? { kind, currency, category, minor: 0n, count: 0 };
    cell.minor += BigInt(entry.amountMinor);
    cell.count++;
    open.count++;
    open.cells.set(label, cell);
    this.#byPeriod.set(period, open);
  }

  rows(): PeriodRow[] {
    return Array.from(this.#byPeriod, ([period, { count, cells }]) => ({
      period,
      count,
      sums: [...cells]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, { minor, ...cell }]) => ({ ...cell, amountMinor: String(minor) })),
    }));
  }
}
