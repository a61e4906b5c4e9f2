import type { Settings } from '$lib/ledger/settings.svelte.ts';
import type { Notifications } from '$lib/platform/notifications.ts';
import { tellBudgets } from './budget-notices.ts';
import type { BudgetView } from './budget-order.ts';

interface Words {
  readonly of: (view: BudgetView) => string;
  readonly several: (count: number) => string;
}

interface Around {
  readonly settings: Pick<Settings, 'get' | 'change'>;
  readonly notifications: Pick<Notifications, 'show'>;
  readonly showToast: (text: string) => void;
  readonly words: Words;
  readonly appName: string;
}

/** Tells once of each budget that has got further, where the person looks: here, or on the device while the page is hidden. */
export class BudgetTelling {
  readonly #around: Around;
  #known: ReadonlySet<string> | null = null;

  constructor(around: Around) {
    this.#around = around;
  }

  /** `isHidden`: nobody looks at the page, so that a toast would be missed. */
  async look(views: readonly BudgetView[], isHidden: boolean): Promise<void> {
    const { settings } = this.#around;
    const before = this.#known;
    this.#known = new Set([...(before ?? []), ...views.map(({ budget }) => budget.id)]);
    const isMadeHere = (id: string): boolean => before !== null && !before.has(id);
    if (tellBudgets(views, settings.get('toldBudgets'), isMadeHere).told === null) return;
    let news: readonly BudgetView[] = [];
    // The marks as they are stored by now decide: another tab may have told already.
    await settings.change('toldBudgets', (stored) => {
      const telling = tellBudgets(views, stored, isMadeHere);
      news = telling.news;
      return telling.told ?? stored;
    });
    await this.#tell(news, isHidden);
  }

  async #tell(news: readonly BudgetView[], isHidden: boolean): Promise<void> {
    const [first] = news;
    if (!first) return;
    const { words, notifications, showToast, appName } = this.#around;
    const text = news.length === 1 ? words.of(first) : words.several(news.length);
    if (isHidden) await notifications.show({ title: appName, body: text, tag: 'budgets', path: '/budgets' });
    else showToast(text);
  }
}
