import type { Day } from '@tallybook/shared/calendar/day';
import type { Period, PeriodSetting } from '@tallybook/shared/personal/periods';
import { untrack } from 'svelte';
import type { ClassShare } from '$lib/class-book/class-shelf.ts';
import type { Classes } from '$lib/class-book/classes.svelte.ts';
import type { OwnCategoryBook } from '$lib/ledger/own-category-book.svelte.ts';
import type { PersonalLedger } from '$lib/ledger/personal-ledger.svelte.ts';
import { partsInOtherUnits } from '$lib/period-choice/other-units.ts';
import type { Spending } from '$lib/spending/spending.svelte.ts';
import { EntryFigures } from './entry-figures.svelte.ts';
import { Figures } from './figures.svelte.ts';
import { InsightsChoice, type Asked } from './insights-choice.svelte.ts';

export interface InsightsDeps {
  readonly spending: Spending;
  readonly ledger: PersonalLedger;
  readonly classes: Pick<Classes, 'sharesIn'>;
  readonly categories: Pick<OwnCategoryBook, 'resolve'>;
  readonly today: () => Day;
  readonly setting: () => PeriodSetting;
  readonly usualCurrency: () => string;
  /** Runs what need not be in the next frame. */
  readonly later: (action: () => void) => void;
  /** Runs what nobody waits for. */
  readonly whenIdle: (action: () => void) => void;
}

interface Shown {
  readonly asked: Asked;
  readonly shares: readonly ClassShare[];
}

/**
 * What Insights are asked for, and what the records answer. The former answer stays until that to a new question was
 * read, and what stands further down follows a frame later. Who shows it calls `read` and `readRest` from effects.
 */
export class Insights {
  readonly #deps: InsightsDeps;
  readonly choice: InsightsChoice;
  /** Of what is seen first. */
  readonly figures: Figures;
  /** Of what stands further down. */
  readonly rest: Figures;
  readonly entries: EntryFigures;
  #shown = $state.raw<Asked | null>(null);
  #shownRest = $state.raw<Shown | null>(null);
  /** What was read last, and of which stock: what that still lacks cannot be read, which is told of elsewhere. */
  #tried = $state.raw<{ readonly ranges: string; readonly stock: unknown } | null>(null);

  constructor(deps: InsightsDeps) {
    this.#deps = deps;
    const { today, setting, spending, ledger } = deps;
    this.choice = new InsightsChoice({ today, setting, firstMonth: () => spending.firstMonth });
    const around = { ...deps, wantedCurrency: () => this.choice.currency };
    this.figures = new Figures(around, 'whole', () => this.#shown);
    this.rest = new Figures(around, 'day', () => this.#shownRest?.asked ?? null);
    this.entries = new EntryFigures({
      ledger,
      currency: () => this.rest.currency,
      asked: () => this.#shownRest?.asked ?? null,
      shares: () => this.shares,
    });
  }

  /** My shares in the period, where they count. */
  get shares(): readonly ClassShare[] {
    return this.#shownRest?.shares ?? [];
  }

  /** Reads what the question lacks, and shows its answer once that is there. Answers with how to give it up. */
  read(): (() => void) | undefined {
    const [asked, tried] = [this.choice.asked, this.#tried];
    const { part, columns, before, compared } = asked;
    const { spending, ledger } = this.#deps;
    const reads = [
      part && spending.need(part, 'whole'),
      spending.need(columns.span, columns.grain),
      before && spending.need(before.part, 'whole'),
      compared && spending.need(compared.part, 'whole'),
    ].filter((read) => read !== null);
    const ranges = JSON.stringify([part, columns.span, before?.part, compared?.part]);
    const { stock } = ledger;
    const isTried = tried?.ranges === ranges && tried.stock === stock;
    if (reads.length === 0 || isTried) {
      this.#shown = asked;
      if (reads.length === 0 && tried) this.#tried = null;
      return undefined;
    }
    let isCurrent = true;
    void Promise.all(reads).then(() => {
      if (isCurrent) this.#tried = { ranges, stock };
    });
    return () => {
      isCurrent = false;
    };
  }

  /** Reads the days and the entries behind the sums that are shown, and again when the sums have changed. */
  readRest(): (() => void) | undefined {
    const asked = this.#shown;
    if (!asked) return undefined;
    const { part, counted, before } = asked;
    const { ledger, classes, spending, later, whenIdle, today, setting } = this.#deps;
    const aheadOf = (period: Period) => partsInOtherUnits(period, { today: today(), setting: setting() });
    const isNothing = !part || this.figures.amounts.length === 0;
    const reads = untrack(() =>
      Promise.all([
        isNothing || counted === 'shared' ? undefined : ledger.stock?.readIndex(),
        // What cannot be read shows as missing on top of the screen.
        isNothing || counted === 'own' ? [] : classes.sharesIn(part).catch(() => []),
        isNothing ? null : spending.need(part, 'day'),
        ...aheadOf(asked.period).map((range) => spending.need(range, 'whole')),
      ]),
    );
    let isCurrent = true;
    void reads.then(([, shares]) => {
      later(() => {
        if (!isCurrent) return;
        this.#shownRest = { asked, shares };
        // Whoever steps back to the period before finds it read.
        whenIdle(() => {
          if (isCurrent && before) void spending.need(before.period, 'whole');
        });
      });
    });
    return () => {
      isCurrent = false;
    };
  }
}
