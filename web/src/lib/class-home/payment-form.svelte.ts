import type { Day } from '@tallybook/shared/calendar/day';
import type { PaymentFields, Suggestion } from '@tallybook/shared/class-doc/commands/record-payment';
import { dayFaults } from '@tallybook/shared/class-doc/commands/text-faults';
import { isCurrencyCode } from '@tallybook/shared/money/currency';
import { calculateAmount } from '@tallybook/shared/money/calculate-amount';
import { parseAmount, type AmountRefusal, type NumberStyle } from '@tallybook/shared/money/parse-amount';
import type { Result } from '@tallybook/shared/money/result';
import { MAX_NOTE_LENGTH } from '@tallybook/shared/personal/personal-fields';
import type { PaymentNews } from './payment-news.svelte.ts';

export type PaymentField = 'from' | 'to' | 'amount' | 'day' | 'note';

export type PaymentProblem =
  | { readonly field: 'from' | 'to'; readonly reason: 'missing' | 'same-person' }
  | { readonly field: 'amount'; readonly refusal: AmountRefusal }
  | { readonly field: 'day' }
  | { readonly field: 'note'; readonly limit: number; readonly given: number };

/** What a link to the form says: a suggested payment, or nothing. */
export interface PaymentPrefill {
  readonly fromId: string;
  readonly toId: string;
  readonly currency: string;
  readonly amountMinor: number | null;
  readonly suggestion: Suggestion | null;
}

/**
 * Reads `?from=&to=&currency=&amount=&suggestion=`; `amount` is a decimal such as 12.50. What makes no sense is left
 * out, and a suggestion counts only with everything that it is about.
 */
export function readPrefill(
  query: URLSearchParams,
  around: { readonly isMember: (id: string) => boolean; readonly currency: string },
): PaymentPrefill {
  const memberFrom = (name: string): string => {
    const id = query.get(name) ?? '';
    return around.isMember(id) ? id : '';
  };
  const fromId = memberFrom('from');
  const toId = memberFrom('to');
  const wanted = query.get('currency') ?? '';
  const currency = isCurrencyCode(wanted) ? wanted : around.currency;
  const amount = parseAmount(query.get('amount') ?? '', currency);
  const amountMinor = amount.ok ? amount.value : null;
  const id = query.get('suggestion') ?? '';
  const isWhole = id !== '' && fromId !== '' && toId !== '' && amountMinor !== null;
  return {
    fromId,
    toId,
    currency,
    amountMinor,
    suggestion: isWhole ? { id, amountMinor: BigInt(amountMinor) } : null,
  };
}

/** One payment being typed: texts, so that nothing is lost to a failed reading. It saves nothing itself. */
export class PaymentForm {
  readonly #numberStyle: NumberStyle;
  readonly #prefill: PaymentPrefill;
  readonly #news: Pick<PaymentNews, 'suggested'>;
  readonly #amountToType: (minor: number, currency: string) => string;

  fromId = $state('');
  toId = $state('');
  currency = $state('');
  day = $state('');
  note = $state('');
  /** Null while the amount is left to the suggestion. */
  #typedAmount = $state<string | null>(null);
  #isChecked = $state(false);
  #isSuggestionDropped = $state(false);

  readonly #reading = $derived.by(() => calculateAmount(this.amount, this.currency, this.#numberStyle));
  readonly #found = $derived.by(() => this.#check());

  constructor(
    prefill: PaymentPrefill,
    around: {
      readonly numberStyle: NumberStyle;
      readonly today: Day;
      readonly news: Pick<PaymentNews, 'suggested'>;
      readonly amountToType: (minor: number, currency: string) => string;
    },
  ) {
    this.#numberStyle = around.numberStyle;
    this.#prefill = prefill;
    this.#news = around.news;
    this.#amountToType = around.amountToType;
    this.fromId = prefill.fromId;
    this.toId = prefill.toId;
    this.currency = prefill.currency;
    this.day = around.today;
  }

  /** As typed; until then what is suggested, also when that becomes another amount. */
  get amount(): string {
    if (this.#typedAmount !== null) return this.#typedAmount;
    const { amountMinor, currency } = this.#prefill;
    const suggested = this.#suggested;
    const minor = suggested === 'as-opened' ? amountMinor : suggested && Number(suggested.amountMinor);
    return minor === null ? '' : this.#amountToType(minor, currency);
  }

  set amount(text: string) {
    this.#typedAmount = text;
  }

  get isAmountTyped(): boolean {
    return this.#typedAmount !== null;
  }

  /** What the calculation comes to, where there is one; null while it says no more than what was typed. */
  get calculatedMinor(): number | null {
    const reading = this.#reading;
    return reading.ok && reading.value.isCalculation ? reading.value.amountMinor : null;
  }

  /**
   * The suggestion that this payment is about: gone once somebody else is chosen, or it is to stand by itself. One that
   * was paid meanwhile stays, since to save it again is refused.
   */
  get suggestion(): Suggestion | null {
    const { fromId, toId, currency, suggestion } = this.#prefill;
    const isStill = this.fromId === fromId && this.toId === toId && this.currency === currency;
    if (!isStill || this.#isSuggestionDropped) return null;
    const suggested = this.#suggested;
    return suggested === 'as-opened' || suggested === null ? suggestion : suggested;
  }

  /** What is suggested to be paid now; null for nothing. */
  get suggestedMinor(): bigint | null {
    return this.#suggested === null ? null : (this.suggestion?.amountMinor ?? null);
  }

  dropSuggestion(): void {
    this.#isSuggestionDropped = true;
  }

  /** Shown after a first try to save: nobody is told off mid-word. */
  get problems(): ReadonlyMap<PaymentField, PaymentProblem> {
    return new Map(this.#isChecked ? this.#found.map((problem) => [problem.field, problem]) : []);
  }

  /** The fields to save, or every problem; from then on problems are shown as they stand. */
  submit(): Result<PaymentFields, readonly PaymentProblem[]> {
    this.#isChecked = true;
    const reading = this.#reading;
    if (this.#found.length > 0 || !reading.ok) return { ok: false, refusal: this.#found };
    const { fromId, toId, currency, day } = this;
    const { amountMinor } = reading.value;
    // What is saved stays as it is to be seen, whatever its own record makes of the suggestion.
    this.#typedAmount = this.amount;
    return { ok: true, value: { fromId, toId, amountMinor, currency, day, note: this.note.trim() } };
  }

  get #suggested(): Suggestion | null | 'as-opened' {
    return this.#prefill.suggestion ? this.#news.suggested(this.#prefill) : 'as-opened';
  }

  #check(): PaymentProblem[] {
    const problems: PaymentProblem[] = [];
    if (this.fromId === '') problems.push({ field: 'from', reason: 'missing' });
    if (this.toId === '') problems.push({ field: 'to', reason: 'missing' });
    else if (this.toId === this.fromId) problems.push({ field: 'to', reason: 'same-person' });
    if (!this.#reading.ok) problems.push({ field: 'amount', refusal: this.#reading.refusal });
    if (dayFaults(this.day).length > 0) problems.push({ field: 'day' });
    const { length } = this.note.trim();
    if (length > MAX_NOTE_LENGTH) problems.push({ field: 'note', limit: MAX_NOTE_LENGTH, given: length });
    return problems;
  }
}
