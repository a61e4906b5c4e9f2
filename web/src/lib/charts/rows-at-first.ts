/** How many rows a list of bars begins with; one more is shown rather than a button for it. */
const FIRST_ROWS = 10;

/** How many of `count` rows to show before all are asked for. */
export function rowsAtFirst(count: number): number {
  return count <= FIRST_ROWS + 1 ? count : FIRST_ROWS;
}
