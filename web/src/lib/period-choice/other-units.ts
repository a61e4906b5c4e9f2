import type { Day } from '@tallybook/shared/calendar/day';
import {
  comparablePart,
  periodOf,
  type Period,
  type PeriodSetting,
  type PeriodUnit,
} from '@tallybook/shared/personal/periods';
import type { DayRange } from '@tallybook/shared/personal/totals';

const units: readonly PeriodUnit[] = ['week', 'month', 'year'];

/** What the same time is compared with in the other units: read ahead, so that changing the unit waits for nothing. */
export function partsInOtherUnits(
  { unit, to }: Period,
  { today, setting }: { today: Day; setting: PeriodSetting },
): DayRange[] {
  const at = to < today ? to : today;
  return units
    .filter((other) => other !== unit)
    .map((other) => comparablePart(periodOf(other, at, setting), today, setting));
}
