/**
 * Milliseconds that `work` took by the clock, and of processors, and what it gave. On a machine that others use too,
 * the processor's time tells more of work that takes long.
 */
export function timed<T>(work: () => T): { ms: number; cpuMs: number; value: T } {
  const cpuAtStart = process.cpuUsage();
  const startedAt = performance.now();
  const value = work();
  const ms = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpuAtStart);
  return { ms, cpuMs: (user + system) / 1_000, value };
}

/** The middle of the samples; of an even number the greater of the two. Throws on none. */
function median(samples: readonly number[]): number {
  const middle = samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)];
  if (middle === undefined) throw new RangeError('No samples have no median');
  return middle;
}

/** Samples by name, so that measurements which alternate in time can be told apart afterwards. */
export class Samples {
  readonly #byName = new Map<string, number[]>();

  add(name: string, value: number): void {
    const samples = this.#byName.get(name);
    if (samples) samples.push(value);
    else this.#byName.set(name, [value]);
  }

  median(name: string): number {
    return median(this.#byName.get(name) ?? []);
  }
}
