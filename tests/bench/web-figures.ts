/** Samples by name, printed as a table of medians with their range, or of percentiles where there are many. */
export class Figures {
  readonly #samples = new Map<string, number[]>();
  readonly #percentiles = new Set<string>();

  add(name: string, value: number): void {
    this.#samples.set(name, [...(this.#samples.get(name) ?? []), value]);
  }

  /** Samples that are told as p50 and p99. */
  addToPercentiles(name: string, value: number): void {
    this.#percentiles.add(name);
    this.add(name, value);
  }

  print(title: string): void {
    console.log(`\n${title}`);
    for (const [name, samples] of this.#samples) {
      const sorted = samples.toSorted((a, b) => a - b);
      const at = (part: number) => (sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN).toFixed(0);
      const more = this.#percentiles.has(name)
        ? `p99 ${at(0.99)}, greatest ${at(1)} of ${sorted.length}`
        : `${at(0)}–${at(1)}`;
      console.log(`  ${name.padEnd(58)} ${at(0.5).padStart(7)}  (${more})`);
    }
  }
}
