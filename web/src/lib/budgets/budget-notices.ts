import { isDay, type Day } from '@tallybook/shared/calendar/day';
import type { BudgetState } from '@tallybook/shared/personal/budget-state';
import type { BudgetView } from './budget-order.ts';

/** How far a budget has got; what is below 80 % is no news. */
export type NoticeLevel = 'none' | 'short' | 'passed';

/** The furthest level that was told of, or was there at the first look, in the period that begins on `from`. */
interface ToldMark {
  readonly from: Day;
  readonly level: NoticeLevel;
}

export interface Telling {
  readonly news: readonly BudgetView[];
  /** What to remember; null when that is as before. */
  readonly told: Readonly<Record<string, unknown>> | null;
}

const levels: readonly NoticeLevel[] = ['none', 'short', 'passed'];
const NEARLY_USED_UP_PERCENT = 80n;

export function levelOf({ spentMinor, availableMinor }: BudgetState): NoticeLevel {
  if (spentMinor > availableMinor) return 'passed';
  if (spentMinor <= 0n) return 'none';
  return spentMinor * 100n >= availableMinor * NEARLY_USED_UP_PERCENT ? 'short' : 'none';
}

/**
 * Which budgets have got further than was told of them in their period. One that was never looked at is told of only
 * when it is passed, and not at all when it was made in front of the person (`isMadeHere`).
 */
export function tellBudgets(
  views: readonly BudgetView[],
  toldBefore: Readonly<Record<string, unknown>>,
  isMadeHere: (id: string) => boolean,
): Telling {
  const news: BudgetView[] = [];
  const told: Record<string, ToldMark> = {};
  let isChanged = false;
  for (const view of views) {
    const { id } = view.budget;
    const { from } = view.state.period;
    const level = levelOf(view.state);
    const mark = readMark(toldBefore[id]);
    const known = mark?.from === from ? mark.level : 'none';
    const isFurther = levels.indexOf(level) > levels.indexOf(known);
    told[id] = { from, level: isFurther ? level : known };
    isChanged ||= mark?.from !== from || mark.level !== told[id].level;
    const isNews = mark === null ? level === 'passed' && !isMadeHere(id) : isFurther;
    if (isNews) news.push(view);
  }
  // Another tab may know of a budget that is not here yet.
  return { news, told: isChanged ? { ...toldBefore, ...told } : null };
}

/** Null for what this app did not write. */
function readMark(value: unknown): ToldMark | null {
  if (typeof value !== 'object' || value === null) return null;
  const { from, level } = value as Partial<ToldMark>;
  const isMark = typeof from === 'string' && isDay(from) && levels.some((each) => each === level);
  return isMark ? (value as ToldMark) : null;
}
