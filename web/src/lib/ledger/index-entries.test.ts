import { afterEach, beforeEach, expect, it } from 'vitest';
import { indexEntries } from './index-entries.ts';
import { coffee, TestDevice } from './test-device.ts';

let device: TestDevice;
beforeEach(() => (device = new TestDevice()));
afterEach(() => device.shutDown());

it('the columns of the list give their entries, the newest first, from a day on and by id', async () => {
  const tab = device.openTab();
  await tab.ledger.loaded;
  const ids: string[] = [];
  for (const day of ['2026-01-31', '2026-03-01', '2026-02-15']) {
    const added = await tab.ledger.addEntry({
      ...coffee,
      day,
      title: `Café ${day}`,
      note: 'a\tb',
      tags: ['x'],
    });
    if (added.ok) ids.push(added.value.id);
  }
  await tab.ledger.stock?.readIndex();
  const rows = tab.ledger.stock?.index.rows ?? [];
  const all = [...indexEntries(rows)];
  expect(all.map(({ day }) => day)).toEqual(['2026-03-01', '2026-02-15', '2026-01-31']);
  expect(all[0]).toEqual({
    id: ids[1],
    title: 'cafe 2026-03-01',
    kind: 'expense',
    currency: 'EUR',
    category: 'eating-out',
    day: '2026-03-01',
    amountMinor: 1_250,
  });
  expect([...indexEntries(rows, { since: '2026-02-15' })]).toEqual(all.slice(0, 2));
  expect([...indexEntries(rows, { wanted: (id) => id === ids[0] })]).toEqual(all.slice(2));
});
