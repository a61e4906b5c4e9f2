import type { Day } from '@tallybook/shared/calendar/day';
import type { BudgetState } from '@tallybook/shared/personal/budget-state';
import type { BudgetsMessages } from '$lib/locale/budgets-messages-en.ts';
import type { Formats } from '$lib/locale/formats.ts';

interface Words {
  readonly t: BudgetsMessages;
  readonly formats: Formats;
  readonly currency: string;
}

/** "42.10 left of 300.00", "12.00 over 300.00"; what is carried over is part of the whole. */
export function leftInWords(
  { leftMinor, availableMinor }: BudgetState,
  { t, formats, currency }: Words,
): string {
  const amount = formats.amount(leftMinor, currency, 'never');
  // "Over 0.00" or over a sum below zero says nothing.
  if (leftMinor < 0n && availableMinor <= 0n) return t.over(amount);
  const total = formats.amount(availableMinor, currency);
  return leftMinor < 0n ? t.overOf(amount, total) : t.left(amount, total);
}

/** How the spending goes, against the time that is left. */
export function paceInWords(
  { pace, leftMinor, lastsUntil }: BudgetState,
  today: Day,
  { t, formats }: Pick<Words, 't' | 'formats'>,
): string {
  if (pace === 'passed') return t.passed;
  if (leftMinor === 0n) return t.usedUp;
  if (pace === 'on-track') return t.onTrack;
  // A refund that is dated later can keep a budget that is over by today.
  return lastsUntil === null || lastsUntil < today ? t.short : t.shortUntil(formats.dayOfMonth(lastsUntil));
}
