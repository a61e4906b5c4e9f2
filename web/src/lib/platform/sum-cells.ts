import type { SumCell } from './schema.ts';

type Labelled = Pick<SumCell, 'kind' | 'currency' | 'category'>;

/** What entries that are summed up together have in common. */
export function labelOf({ kind, currency, category }: Labelled): string {
  return `${kind} ${currency} ${category}`;
}

/** The cells, sorted by label, with `minor` and `count` added to the one of this label; without it once nothing is left. */
export function changeCells(
  cells: readonly SumCell[],
  { kind, currency, category }: Labelled,
  minor: bigint,
  count: number,
): readonly SumCell[] {
  const label = labelOf({ kind, currency, category });
  const at = cells.findIndex((cell) => labelOf(cell) >= label);
  const found = at === -1 ? undefined : cells[at];
  const known = found && labelOf(found) === label ? found : undefined;
  const amountMinor = String(BigInt(known?.amountMinor ?? 0) + minor);
  const counted = (known?.count ?? 0) + count;
  const changed = counted === 0 ? [] : [{ kind, currency, category, amountMinor, count: counted }];
  return cells.toSpliced(at === -1 ? cells.length : at, known ? 1 : 0, ...changed);
}
