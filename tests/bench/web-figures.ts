/** Where the samples of one figure lie. */
export interface Summary {
  median: number;
  least: number;
  greatest: number;
  p99: number;
  count: number;
}

/** Samples by name, printed as a table of medians with their range, or of percentiles where there are many. */
export class Figures {
  readonly #samples = new Map<string, number[]>();
  readonly #percentiles = new Set<string>();
  readonly #aims: ReadonlyMap<string, number>;

  /** `aims`: what figures of these names should stay below, printed beside them. */
  constructor(aims: Readonly<Record<string, number>> = {}) {
    this.#aims = new Map(Object.entries(aims));
  }

  add(name: string, value: number): void {
    this.#samples.set(name, [...(this.#samples.get(name) ?? []), value]);
  }

  /** Samples that are told as p50 and p99. */
  addToPercentiles(name: string, value: number): void {
    this.#percentiles.add(name);
    this.add(name, value);
  }

  summary(name: string): Summary | undefined {
    const sorted = this.#samples.get(name)?.toSorted((a, b) => a - b);
    if (!sorted) return undefined;
    const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
    // Of an even number the middle lies between two.
    const [lower, upper] = [Math.floor((sorted.length - 1) / 2), Math.ceil((sorted.length - 1) / 2)];
    const median = ((sorted[lower] ?? Number.NaN) + (sorted[upper] ?? Number.NaN)) / 2;
    return { median, least: at(0), greatest: at(1), p99: at(0.99), count: sorted.length };
  }

  print(title: string): void {
    console.log(`\n${title}`);
    for (const name of this.#samples.keys()) {
      const summary = this.summary(name);
      if (!summary) continue;
      const { median, least, greatest, p99, count } = summary;
      const more = this.#percentiles.has(name)
        ? `p99 ${p99.toFixed(0)}, greatest ${greatest.toFixed(0)} of ${count}`
        : `${least.toFixed(0)}–${greatest.toFixed(0)}`;
      const aim = this.#aims.get(name);
      const beside = aim === undefined ? '' : `, aim ${aim}${median > aim ? ', missed' : ''}`;
      console.log(`  ${name.padEnd(58)} ${median.toFixed(0).padStart(7)}  (${more})${beside}`);
    }
  }
}
