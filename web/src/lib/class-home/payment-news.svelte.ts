import type { Suggestion } from '@tallybook/shared/class-doc/commands/record-payment';
import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import type { LiveClass } from '$lib/live-class/live-class.svelte.ts';

type SeenClass = Pick<LiveClass, 'entries' | 'deletedEntries' | 'currencies' | 'member'>;

/** Who pays whom, and in what. */
export interface PaymentParties {
  readonly fromId: string;
  readonly toId: string;
  readonly currency: string;
}

/** What came of the payments between two people while a form for one is open: by others, or by me elsewhere. */
export class PaymentNews {
  readonly #live: SeenClass;
  readonly #ownId: () => string | null;
  /** As it was when the form was opened. */
  readonly #seen: ReadonlySet<string>;
  /** What is shown while the form saves, since what it records itself is no news. */
  #held = $state.raw<ReadonlySet<string> | null>(null);

  readonly #changed = $derived.by(() =>
    this.#payments().filter((entry) => {
      const key = keyOf(entry);
      return entry.id !== this.#ownId() && !this.#seen.has(key) && this.#held?.has(key) !== false;
    }),
  );

  constructor(live: SeenClass, ownId: () => string | null) {
    this.#live = live;
    this.#ownId = ownId;
    this.#seen = new Set(this.#payments().map(keyOf));
  }

  /** Until `release`, nothing more is news. */
  hold(): void {
    this.#held = new Set(this.#payments().map(keyOf));
  }

  release(): void {
    this.#held = null;
  }

  /** Payments that were recorded between two people, either way. */
  between(a: string, b: string): readonly ClassEntry[] {
    return this.#changed.filter((entry) => !entry.deleted && this.#isBetween(entry, a, b));
  }

  /** The payment that is suggested now, null for none; 'as-opened' while nothing was settled between the two. */
  suggested({ fromId, toId, currency }: PaymentParties): Suggestion | null | 'as-opened' {
    if (!this.#changed.some((entry) => this.#isBetween(entry, fromId, toId))) return 'as-opened';
    const plan = this.#live.currencies.find((state) => state.currency === currency);
    const planned = [...(plan?.steady ?? []), ...(plan?.fewest ?? [])].find(
      (payment) => payment.fromId === fromId && payment.toId === toId,
    );
    return planned ? { id: planned.suggestionId, amountMinor: planned.amountMinor } : null;
  }

  #payments(): ClassEntry[] {
    const { entries, deletedEntries } = this.#live;
    return [...entries, ...deletedEntries].filter(({ kind }) => kind === 'settlement');
  }

  #isBetween({ legs: [leg] }: ClassEntry, a: string, b: string): boolean {
    const people = [leg?.pay[0]?.[0], leg?.owe[0]?.[0]].map((id) => this.#live.member(id ?? '').id);
    return a !== b && people.includes(a) && people.includes(b);
  }
}

/** One that goes to the bin or comes back from it has changed what is owed, too. */
function keyOf({ id, deleted }: ClassEntry): string {
  return `${id} ${String(deleted)}`;
}
