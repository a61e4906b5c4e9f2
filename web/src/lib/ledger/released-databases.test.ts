import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import v1 from '$lib/platform/fixtures/v1.json';
import { installFixture } from '$lib/platform/install-fixture.ts';
import { TestDevice } from './test-device.ts';

let device: TestDevice;
beforeEach(() => void (device = new TestDevice()));
afterEach(() => device.shutDown());

describe('a database of version 1', () => {
  const entries = [
    ['2026-03-02', 'refund', 1999, 'EUR', 'shoes'],
    ['2026-03-01', 'expense', 1080, 'JPY', 'ラーメン'],
    ['2026-03-01', 'expense', 420, 'EUR', 'Café ☕ "Mañana"'],
    ['2026-03-01', 'expense', 1250, 'EUR', 'espresso'],
  ];

  it.each(['as it is', 'with its projection lost'])(
    'opens with every entry, setting and draft, %s',
    async (state) => {
      const stores = state === 'as it is' ? v1.stores : { ...v1.stores, entries: [], meta: [] };
      await installFixture(device.storage.driver, 'tallybook', { ...v1, stores });
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
});
