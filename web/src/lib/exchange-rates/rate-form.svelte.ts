import type { Day } from '@tallybook/shared/calendar/day';
import { validateRate, type ExchangeRate, type RateFields } from '@tallybook/shared/personal/exchange-rates';
import type { NumberStyle } from '@tallybook/shared/money/read-number';
import { joinTexts, splitTexts, type TypedParts } from '$lib/kept-form/kept-form.svelte.ts';
import { readRate } from '@tallybook/shared/money/read-rate';

export type RateProblem =
  | { field: 'rate'; reason: 'not-a-rate' | 'zero' | 'too-long' }
  | { field: 'to'; reason: 'same-currency' }
  | { field: 'day'; reason: 'not-a-day' | 'out-of-range' };

/** A rate as it is stored and the text that shows it, which may say less: one third has no end. */
export interface ExactRate {
  readonly text: string;
  readonly num: number;
  readonly den: number;
}

/** A rate being typed: texts, so that nothing is lost to a failed reading. */
export class RateForm {
  readonly #style: NumberStyle;
  readonly #exact: ExactRate | null;
  from = $state('');
  to = $state('');
  rate = $state('');
  day = $state<Day>('');
  #isChecked = $state(false);

  /** `exact`: what the rate is for as long as its text stays as it is. */
  constructor(
    values: { from: string; to: string; rate: string; day: Day },
    style: NumberStyle,
    exact: ExactRate | null = null,
  ) {
    this.#style = style;
    this.#exact = exact;
    this.from = values.from;
    this.to = values.to;
    this.rate = values.rate;
    this.day = values.day;
  }

  /** What is typed, by the parts that a change of them is about. */
  get typed(): TypedParts {
    return { rate: joinTexts(this.from, this.rate, this.to), day: this.day };
  }

  retype(parts: TypedParts): void {
    const [from, rate, to] = splitTexts(parts['rate'], 3) ?? [];
    if (from !== undefined && rate !== undefined && to !== undefined) Object.assign(this, { from, rate, to });
    this.day = parts['day'] ?? this.day;
    this.#isChecked = false;
  }

  /** What is wrong, once somebody tried to save. */
  get problems(): readonly RateProblem[] {
    return this.#isChecked ? this.#allProblems() : [];
  }

  /** The rate as far as it can be read. */
  get fields(): RateFields | null {
    const read = this.#readRate();
    if (!read.ok || this.from === this.to) return null;
    return { from: this.from, to: this.to, day: this.day, ...read.value };
  }

  /** What to save, or null; from then on problems are shown as they stand. */
  submit(): RateFields | null {
    this.#isChecked = true;
    return this.#allProblems().length === 0 ? this.fields : null;
  }

  #readRate(): ReturnType<typeof readRate> {
    const exact = this.#exact;
    if (exact?.text === this.rate) return { ok: true, value: { num: exact.num, den: exact.den } };
    return readRate(this.rate, this.#style);
  }

  #allProblems(): RateProblem[] {
    const problems: RateProblem[] = [];
    const read = this.#readRate();
    if (!read.ok) problems.push({ field: 'rate', reason: read.refusal });
    if (this.from === this.to) problems.push({ field: 'to', reason: 'same-currency' });
    const probe = { from: 'EUR', to: 'USD', num: 1, den: 1, day: this.day };
    const checked = validateRate(probe);
    for (const refusal of checked.ok ? [] : checked.refusal) {
      if (refusal.field === 'day') problems.push(refusal);
    }
    return problems;
  }
}

/** Rates by pair of currencies, each pair's newest first; deleted ones out. */
export function groupRates(
  rates: readonly ExchangeRate[],
): { readonly pair: string; readonly rates: readonly ExchangeRate[] }[] {
  const byPair = new Map<string, ExchangeRate[]>();
  for (const rate of rates) {
    if (rate.deleted) continue;
    const pair = `${rate.from} ${rate.to}`;
    byPair.set(pair, [...(byPair.get(pair) ?? []), rate]);
  }
  return [...byPair]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([pair, all]) => ({
      pair,
      rates: all.sort((a, b) => (a.day !== b.day ? (a.day < b.day ? 1 : -1) : b.createdAt - a.createdAt)),
    }));
}
