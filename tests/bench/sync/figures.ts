import { Samples } from '../core/medians.ts';

export interface RowStyle {
  readonly unit: string;
  readonly digits?: number;
  /** What is asked for, in words. */
  readonly aim?: string;
  /** Whether a ratio to the better of the others says something, and which way is better. */
  readonly better?: 'lower' | 'higher';
}

/** Figures of several servers that were taken in turns: medians, and the median of the ratios of the turns. */
export class Figures {
  readonly #subjects: readonly string[];
  readonly #rows = new Map<string, RowStyle>();
  readonly #samples = new Map<string, number[]>();

  /** The first is compared with the best of the others. */
  constructor(subjects: readonly string[]) {
    this.#subjects = subjects;
  }

  add(row: string, subject: string, value: number, style: RowStyle): void {
    this.#rows.set(row, style);
    const key = `${row} of ${subject}`;
    const samples = this.#samples.get(key);
    if (samples) samples.push(value);
    else this.#samples.set(key, [value]);
  }

  print(): void {
    const names = this.#subjects.map((subject) => subject.padStart(24)).join('');
    console.log(`\n${''.padEnd(58)}${names}   ratio  aim`);
    for (const [row, style] of this.#rows) {
      const cells = this.#subjects.map((subject) => this.#cell(row, subject, style)).join('');
      const line = `${`${row}, ${style.unit}`.padEnd(58)}${cells}${this.#ratio(row, style)}  ${style.aim ?? ''}`;
      console.log(line.trimEnd());
    }
  }

  /** The median, and how far the turns were apart. */
  #cell(row: string, subject: string, { digits = 1 }: RowStyle): string {
    const values = this.#of(row, subject);
    if (values.length === 0) return '-'.padStart(24);
    const [low, high] = [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(digits));
    const range = low === high ? '' : ` (${low}–${high})`;
    return `${median(values).toFixed(digits)}${range}`.padStart(24);
  }

  #ratio(row: string, { better }: RowStyle): string {
    const [own = '', ...others] = this.#subjects;
    const ratios = this.#of(row, own).flatMap((value, turn) => {
      const beside = others.map((other) => this.#of(row, other)[turn]).filter((other) => other !== undefined);
      if (better === undefined || beside.length === 0) return [];
      return [value / (better === 'lower' ? Math.min(...beside) : Math.max(...beside))];
    });
    return (ratios.length === 0 ? '' : `x${median(ratios).toFixed(2)}`).padStart(8);
  }

  #of(row: string, subject: string): readonly number[] {
    return this.#samples.get(`${row} of ${subject}`) ?? [];
  }
}

function median(values: readonly number[]): number {
  const samples = new Samples();
  for (const value of values) samples.add('', value);
  return samples.median('');
}

/** The value below which a share of the samples lies, from 0 to 1; NaN of none. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
