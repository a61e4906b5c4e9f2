import { untrack } from 'svelte';
import type { Day } from '@tallybook/shared/calendar/day';
import type { CategoryMemory } from '@tallybook/shared/personal/suggest-category';
import type { CountedAmount } from '@tallybook/shared/personal/totals';
import { whenIdle } from '$lib/platform/idle.ts';
import { readNumberStyle } from '$lib/platform/number-style.ts';
import { categoryHintsEn } from '$lib/locale/category-hints-messages-en.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';
import type { Locale } from '$lib/locale/context.ts';
import { guessCurrency } from '$lib/locale/detect-locale.ts';
import { learntFrom } from '$lib/ledger/learnt-from.ts';
import type { OpenLedger } from '$lib/ledger/open-ledger.ts';

const learntFromNothing: CategoryMemory = { votesByTitle: new Map(), votesByWord: new Map() };

/** What the editor of an expense takes from the ledger around it, each read when it is needed. */
export class EditorSetting {
  readonly #open: OpenLedger;
  readonly #locale: Locale;
  /** How much of the ledger there is to learn from: nothing, its newest part, all of it. */
  #toLearnFrom = $state<'nothing' | 'newest' | 'all'>('nothing');
  /** As the form was opened: to learn anew from each entry that is saved takes long where there are many. */
  readonly #learnt = $derived.by(() =>
    this.#toLearnFrom === 'nothing' ? learntFromNothing : untrack(() => learntFrom(this.#open)),
  );
  readonly #usedCurrencies = $derived.by(() =>
    currenciesByUse(this.#open.ledger.stock?.monthlyAmounts ?? []),
  );

  constructor(open: OpenLedger, locale: Locale) {
    this.#open = open;
    this.#locale = locale;
    void this.#learn();
  }

  /** Before a title is typed; until all of it was read, the newest entries suggest. */
  async #learn(): Promise<void> {
    await this.#open.ledger.loaded;
    this.#toLearnFrom = 'newest';
    await this.#open.ledger.stock?.readIndex();
    this.#toLearnFrom = 'all';
    // In a quiet moment, not with the first letter.
    whenIdle(() => {
      this.around.learnt();
    });
  }

  get around() {
    return {
      numberStyle: readNumberStyle(this.#locale.numberLocale),
      today: (): Day => this.#open.today.day,
      learnt: (): CategoryMemory => this.#learnt,
      hints: hintsFrom(pickLanguage({ en: categoryHintsEn }, this.#locale.language)),
    };
  }

  /** The currency that a new expense starts with. */
  get usualCurrency(): string {
    return (
      this.#open.settings.get('currency') ?? this.#usedCurrencies[0] ?? guessCurrency(navigator.languages)
    );
  }

  /** Offered first: the currencies of this ledger, the most used first. */
  get usedCurrencies(): readonly string[] {
    return this.#usedCurrencies;
  }
}

function currenciesByUse(amounts: readonly CountedAmount[]): string[] {
  const uses = new Map<string, number>();
  for (const { currency, unreadable, count = 1 } of amounts) {
    if (unreadable) continue;
    uses.set(currency, (uses.get(currency) ?? 0) + count);
  }
  return [...uses].sort(([, a], [, b]) => b - a).map(([currency]) => currency);
}

function hintsFrom(wordsByCategory: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const hints = new Map<string, string>();
  for (const [category, words] of Object.entries(wordsByCategory)) {
    for (const word of words.split(' ')) hints.set(word, category);
  }
  return hints;
}
