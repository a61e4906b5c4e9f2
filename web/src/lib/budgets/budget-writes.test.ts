import { describe, expect, it } from 'vitest';
import type { BudgetFields } from '@tallybook/shared/personal/budgets';
import { coffee, TestDevice } from '$lib/ledger/test-device.ts';
import type { OpenLedger } from '$lib/ledger/open-ledger.ts';
import { BudgetBook } from './budget-book.svelte.ts';
import { addBudget, changeBudget, putAwayBudget } from './budget-writes.ts';
import type { SpendingAmount } from '$lib/spending/spending.svelte.ts';

const setting = { weekStart: 1, monthStart: 1 };
const today = '2026-03-01';
const fields: BudgetFields = {
  name: '',
  categories: ['eating-out'],
  currency: 'EUR',
  limitMinor: 100_00,
  unit: 'month',
  carry: false,
  counted: 'both',
};

async function settle(...tabs: readonly OpenLedger[]): Promise<void> {
  for (let round = 0; round < 5; round++) {
    for (const tab of tabs) {
      await tab.ledger.loaded;
      await tab.budgets.loaded;
    }
  }
}

/** As a backup of one device that is restored on another. */
async function takeOver(from: OpenLedger, to: OpenLedger): Promise<void> {
  const rows = await from.database.read(['revisions'], (tx) => tx.objectStore('revisions').getAll());
  await to.ledger.importRows(rows.ok ? rows.value.map(({ id, json }) => ({ id, json })) : []);
  await settle(from, to);
}

describe('budgets of a profile', () => {
  it('appear in every tab, and after a reload', async () => {
    const device = new TestDevice();
    const [a, b] = [device.openTab(), device.openTab()];
    await settle(a, b);
    expect((await addBudget(a.budgets, fields, today, setting)).ok).toBe(true);
    await settle(a, b);
    await expect.poll(() => b.budgets.list.length).toBe(1);
    const [budget] = b.budgets.list;
    const id = budget?.id ?? '';
    await changeBudget(b.budgets, id, { limitMinor: 80_00, currency: 'EUR', unit: 'month' }, today, setting);
    await changeBudget(a.budgets, id, { name: 'Cafés' }, today, setting);
    const later = device.openTab();
    await settle(later);
    await expect.poll(() => later.budgets.list.length).toBe(1);
    expect(later.budgets.list[0]).toMatchObject({ name: 'Cafés', limits: [['2026-03-01', 80_00]] });
  });

  it('can be deleted and brought back, and are not changed meanwhile', async () => {
    const device = new TestDevice();
    const tab = device.openTab();
    await settle(tab);
    await addBudget(tab.budgets, fields, today, setting);
    const id = tab.budgets.list[0]?.id ?? '';
    await putAwayBudget(tab.budgets, id, true);
    expect(tab.budgets.list[0]?.deleted).toBe(true);
    expect(await changeBudget(tab.budgets, id, { name: 'x' }, today, setting)).toEqual({
      ok: true,
      value: 'gone',
    });
    await putAwayBudget(tab.budgets, id, false);
    expect(tab.budgets.list[0]).toMatchObject({ deleted: false, name: '' });
  });

  it('come back from a backup, and a budget of two devices is one', async () => {
    const [phone, laptop] = [new TestDevice(), new TestDevice(2)];
    const [here, there] = [phone.openTab(), laptop.openTab()];
    await settle(here, there);
    await addBudget(here.budgets, fields, today, setting);
    const id = here.budgets.list[0]?.id ?? '';
    await takeOver(here, there);
    expect(there.budgets.list).toEqual(here.budgets.list);
    await changeBudget(here.budgets, id, { name: 'Out' }, today, setting);
    await changeBudget(there.budgets, id, { carry: true }, today, setting);
    await takeOver(here, there);
    expect(there.budgets.list).toMatchObject([{ id, name: 'Out', carry: true }]);
  });

  it('stand as the records have it', async () => {
    const device = new TestDevice();
    const tab = device.openTab();
    await settle(tab);
    await addBudget(tab.budgets, fields, today, setting);
    await tab.ledger.addEntry(coffee);
    const own = (): SpendingAmount[] => tab.ledger.amounts.map((amount) => ({ ...amount, classId: null }));
    const book = new BudgetBook({
      records: tab.budgets,
      spending: {
        get phase() {
          return 'ready' as const;
        },
        amounts: ({ from, to }) => own().filter(({ day }) => day >= from && day <= to),
        need: () => null,
      },
      categories: { resolve: (id) => id },
      today: () => today,
      setting: () => setting,
    });
    book.read();
    expect(book.views?.map(({ state }) => state.leftMinor)).toEqual([87_50n]);
    await tab.ledger.addEntry(coffee);
    expect(book.views?.map(({ state }) => state.leftMinor)).toEqual([75_00n]);
  });
});
