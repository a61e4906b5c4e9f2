import { addMonths, firstDay, monthOf, type Day } from '@tallybook/shared/calendar/day';
import { findRecurring, recurringKey, type FoundRecurring } from '@tallybook/shared/personal/find-recurring';
import { foldQuery } from '@tallybook/shared/personal/fold-text';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { indexEntries } from '$lib/ledger/index-entries.ts';
import type { OpenLedger } from '$lib/ledger/open-ledger.ts';

/** Entries of one's own that look recurring; `entry` is the newest of them. */
export interface Suggestion extends Pick<FoundRecurring, 'key' | 'rule' | 'since' | 'count'> {
  readonly entry: PersonalEntry;
}

const MOST_SHOWN = 5;
/** Three half-years, the newest of them a while ago. */
const MONTHS_BACK = 20;
/** Of declined ones the newest are kept. */
const MOST_DECLINED = 500;

/** What is suggested of the entries of the last months. Nothing is read before it is asked for. */
export class Suggestions {
  readonly #open: OpenLedger;
  #found = $state.raw<readonly Suggestion[]>([]);

  readonly #shown = $derived.by(() => {
    const known = knownKeys(this.#open);
    return this.#found.filter(({ key }) => !known.has(key));
  });

  constructor(open: OpenLedger) {
    this.#open = open;
  }

  /** Those that were neither declined nor became a plan since. */
  get list(): readonly Suggestion[] {
    return this.#shown;
  }

  async read(today: Day): Promise<void> {
    const { ledger, plans, settings } = this.#open;
    await Promise.all([ledger.loaded, plans.loaded, settings.loaded]);
    const { stock } = ledger;
    if (!stock) return;
    await stock.readIndex();
    const since = firstDay(addMonths(monthOf(today), -MONTHS_BACK));
    const entries = indexEntries(stock.index.rows, { since });
    const found = findRecurring(entries, today, knownKeys(this.#open)).slice(0, MOST_SHOWN);
    await stock.readEntries(found.map(({ entry }) => entry.id));
    this.#found = found.flatMap(({ entry: { id }, ...rest }) => {
      const entry = ledger.entryById(id);
      return entry ? [{ ...rest, entry }] : [];
    });
  }

  /** Not this one, ever; the answer takes that back. */
  async decline(key: string): Promise<() => Promise<unknown>> {
    const { settings } = this.#open;
    await settings.change('declinedPlans', (keys) => [...without(keys, key), key].slice(-MOST_DECLINED));
    return () => settings.change('declinedPlans', (keys) => without(keys, key));
  }
}

function without(keys: readonly unknown[], key: string): unknown[] {
  return keys.filter((each) => typeof each === 'string' && each !== key);
}

/** What is a plan, ended ones too, or was declined. */
function knownKeys({ plans, settings }: OpenLedger): ReadonlySet<string> {
  const known = new Set<string>();
  for (const { template } of plans.list) {
    if (template) known.add(recurringKey({ ...template, title: foldQuery(template.title) }));
  }
  for (const key of settings.get('declinedPlans')) if (typeof key === 'string') known.add(key);
  return known;
}
