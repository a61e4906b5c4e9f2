import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import v1 from '$lib/platform/fixtures/v1.json';
import v2 from '$lib/platform/fixtures/v2.json';
import v3 from '$lib/platform/fixtures/v3.json';
import v4 from '$lib/platform/fixtures/v4.json';
import { installFixture, type DatabaseFixture } from '$lib/platform/install-fixture.ts';
import { TestDevice } from './test-device.ts';

let device: TestDevice;
beforeEach(() => void (device = new TestDevice()));
afterEach(() => device.shutDown());

/** JSON has no columns of numbers, so the fixture has them as lists. */
function withColumns(fixture: typeof v3 | typeof v4): DatabaseFixture {
  const listChunks = fixture.stores.listChunks.map((row) => ({
    ...row,
    labelAt: Uint16Array.from(row.labelAt),
    days: Int32Array.from(row.days),
    amounts: Float64Array.from(row.amounts),
    createdAt: Float64Array.from(row.createdAt),
    changedAt: Float64Array.from(row.changedAt),
  }));
  return { ...fixture, stores: { ...fixture.stores, listChunks } };
}

describe.each<{ version: number; fixture: DatabaseFixture }>([
  { version: 1, fixture: v1 },
  { version: 2, fixture: v2 },
  { version: 3, fixture: withColumns(v3) },
  { version: 4, fixture: withColumns(v4) },
])('a database of version $version', ({ fixture }) => {
  const entries = [
    ['2026-03-02', 'refund', 1999, 'EUR', 'shoes'],
    ['2026-03-01', 'expense', 1080, 'JPY', 'ラーメン'],
    ['2026-03-01', 'expense', 420, 'EUR', 'Café ☕ "Mañana"'],
    ['2026-03-01', 'expense', 1250, 'EUR', 'espresso'],
  ];

  it.each(['as it is', 'with its projection lost'])(
    'opens with every entry, setting and draft, %s',
    async (state) => {
      const { stores: all } = fixture;
      const stores = state === 'as it is' ? all : { ...all, entries: [], meta: [] };
      await installFixture(device.storage.driver, 'tallybook', { ...fixture, stores });
      const tab = device.openTab('b');
      await Promise.all([tab.ledger.loaded, tab.settings.loaded]);
      expect(tab.ledger.phase).toBe('ready');
      expect(
        tab.ledger.entries.map((entry) => [
          entry.day,
          entry.kind,
          entry.amountMinor,
          entry.currency,
          entry.title,
        ]),
      ).toEqual(entries);
      expect(tab.ledger.deletedEntries.map((entry) => [entry.title, entry.amountMinor])).toEqual([
        ['salary', 250_000],
      ]);
      expect(tab.settings.get('currency')).toBe('EUR');
      expect(tab.settings.get('theme')).toBe('dark');
      expect((await tab.drafts.load('new'))?.fields).toEqual({ amount: '12.50+3', description: 'bread' });
    },
  );

  it('has its sums and columns after the first start', async () => {
    await installFixture(device.storage.driver, 'tallybook', fixture);
    const first = device.openTab('b');
    await first.ledger.loaded;
    device.crashTab(first, 'b');
    device.wholeLimit = 1;
    const { ledger } = device.openTab('c');
    await ledger.loaded;
    expect(ledger.stock?.isPaged).toBe(true);
    expect(
      ledger.newest.map(({ day, kind, amountMinor, currency, title }) => [
        day,
        kind,
        amountMinor,
        currency,
        title,
      ]),
    ).toEqual(entries);
    expect(
      ledger.stock
        ?.amountsOfMonth('2026-03')
        .map(({ currency, category, amountMinor, count }) => [currency, category, amountMinor, count]),
    ).toEqual([
      ['EUR', 'eating-out', 1670n, 2],
      ['JPY', 'eating-out', 1080n, 1],
      ['EUR', 'shopping', 1999n, 1],
    ]);
  });
});
