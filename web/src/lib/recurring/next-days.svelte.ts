import type { Day } from '@tallybook/shared/calendar/day';
import type { PersonalPlan } from '@tallybook/shared/personal/plans';
import type { OpenLedger } from '$lib/ledger/open-ledger.ts';
import { readNextDay } from './plan-commands.ts';
import { nextByRule } from './plan-list.ts';

/** The next day of each plan: by its rule at once, and with what was skipped or entered a moment later. */
export class NextDays {
  readonly #open: OpenLedger;
  #known = $state.raw<{ today: Day; byPlan: ReadonlyMap<PersonalPlan, Day | null> } | null>(null);
  #reading = 0;

  constructor(open: OpenLedger) {
    this.#open = open;
  }

  of(plan: PersonalPlan, today: Day): Day | null {
    const read = this.#known?.today === today ? this.#known.byPlan.get(plan) : undefined;
    return read === undefined ? nextByRule(plan, today) : read;
  }

  /** Looks up what has become of the next days; the newest call counts. */
  async read(plans: readonly PersonalPlan[], today: Day): Promise<void> {
    const reading = ++this.#reading;
    const pairs = await Promise.all(
      plans
        .filter(({ deleted }) => !deleted)
        .map(async (plan) => [plan, await readNextDay(this.#open, plan, today)] as const),
    );
    if (reading === this.#reading) this.#known = { today, byPlan: new Map(pairs) };
  }
}
