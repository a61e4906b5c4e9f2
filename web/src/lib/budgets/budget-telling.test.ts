import { beforeEach, describe, expect, it } from 'vitest';
import type { SettingValues } from '$lib/ledger/settings.svelte.ts';
import { BudgetTelling } from './budget-telling.ts';
import { viewOf } from './test-views.ts';

type Told = SettingValues['toldBudgets'];

const half = [viewOf({ spentMinor: 50_00n })];
const short = [viewOf({ spentMinor: 85_00n })];

describe('telling of budgets', () => {
  let stored: Told = {};
  let toasts: string[] = [];
  let shown: string[] = [];

  beforeEach(() => {
    [stored, toasts, shown] = [{}, [], []];
  });

  /** One tab; what it knows of the settings may be older than what is stored. */
  function openTab(known: () => Told = () => stored): BudgetTelling {
    const settings = {
      get: known,
      change: (_key: 'toldBudgets', change: (now: Told) => Told) => {
        stored = change(stored);
        return Promise.resolve({ ok: true, value: stored });
      },
    };
    return new BudgetTelling({
      settings: settings as never,
      notifications: {
        show: ({ body }) => {
          shown.push(body);
          return Promise.resolve();
        },
      },
      showToast: (text) => toasts.push(text),
      words: { of: ({ budget }) => budget.id, several: (count) => `${String(count)} budgets` },
      appName: 'Tallybook',
    });
  }

  it('says it once, here', async () => {
    const tab = openTab();
    await tab.look(half, false);
    await tab.look(short, false);
    await tab.look(short, false);
    expect([toasts, shown]).toEqual([['e_a'], []]);
  });

  it('says it on the device while nobody looks', async () => {
    const tab = openTab();
    await tab.look(half, true);
    await tab.look(short, true);
    expect([toasts, shown]).toEqual([[], ['e_a']]);
  });

  it('does not say what another tab has said already', async () => {
    await openTab().look(half, false);
    const before = stored;
    await openTab().look(short, false);
    await openTab(() => before).look(short, false);
    expect(toasts).toEqual(['e_a']);
  });

  it('says of several budgets how many they are', async () => {
    const tab = openTab();
    const two = (spentMinor: bigint) => [viewOf({ spentMinor }), viewOf({ spentMinor }, { id: 'e_b' })];
    await tab.look(two(0n), false);
    await tab.look(two(101_00n), false);
    expect(toasts).toEqual(['2 budgets']);
  });

  it('is silent about a budget that was made in front of the person', async () => {
    const tab = openTab();
    await tab.look(half, false);
    await tab.look([...half, viewOf({ spentMinor: 120_00n }, { id: 'e_new' })], false);
    expect(toasts).toEqual([]);
  });
});
