import type { Day } from '@tallybook/shared/calendar/day';
import type { PersonalPlan } from '@tallybook/shared/personal/plans';
import { enterDue, readPlanDays, skipDay, type PlannedDay } from '$lib/ledger/occurrences.ts';
import type { OpenLedger } from '$lib/ledger/open-ledger.ts';
import type { StorageResult } from '$lib/platform/storage-result.ts';
import { readMade, type MadeEntries } from './made-entries.ts';

/** How many dates lie ahead of somebody on the page of a plan. */
const SHOWN = 5;

/** What a plan will enter and has entered; read anew whenever something of it changes. */
export class PlanDays {
  readonly #open: OpenLedger;
  #days = $state.raw<readonly PlannedDay[] | null>(null);
  #made = $state.raw<MadeEntries | null>(null);
  #reading = 0;
  #isBusy = false;

  constructor(open: OpenLedger) {
    this.#open = open;
  }

  /** Null until they were read. */
  get days(): readonly PlannedDay[] | null {
    return this.#days;
  }

  get made(): MadeEntries | null {
    return this.#made;
  }

  /** The newest call counts. */
  async read(plan: PersonalPlan, today: Day): Promise<void> {
    const reading = ++this.#reading;
    const [days, made] = await Promise.all([
      readPlanDays(this.#open, plan, today, SHOWN),
      readMade(this.#open, plan, today),
    ]);
    if (reading !== this.#reading) return;
    this.#days = days;
    this.#made = made;
  }

  /** Skips a day or takes it back in; null while another such change is on its way. */
  async skip(
    plan: PersonalPlan,
    day: Day,
    isSkipped: boolean,
    today: Day,
  ): Promise<StorageResult<unknown> | null> {
    if (this.#isBusy) return null;
    this.#isBusy = true;
    const written = await skipDay(this.#open, plan, day, isSkipped);
    // One that is due and taken back in is entered at once, as it would be by the next look.
    if (written.ok && !isSkipped) await enterDue(this.#open, today);
    await this.read(plan, today);
    this.#isBusy = false;
    return written;
  }
}
