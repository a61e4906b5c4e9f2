import type { PeriodSetting } from '@tallybook/shared/personal/periods';
import type { Settings } from '$lib/ledger/settings.svelte.ts';

interface WeekInfo {
  readonly firstDay: number;
}

/** How weeks and months begin for somebody: as they have chosen, and weeks else as is usual where they live. */
export function periodSetting(settings: Settings, numberLocale: string): PeriodSetting {
  return {
    weekStart: settings.get('weekStart') ?? usualWeekStart(numberLocale),
    monthStart: settings.get('monthStart'),
  };
}

/** 1 is Monday, which also stands in where the browser does not tell. */
function usualWeekStart(locale: string): number {
  // Browsers have it as a function, as a property, or not at all; the compiler's types know none of them yet.
  const known = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => WeekInfo;
    weekInfo?: WeekInfo;
  };
  return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1;
}
