import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenLedger } from '$lib/ledger/open-ledger.ts';
import { coffee, TestDevice } from '$lib/ledger/test-device.ts';
import { addPlan } from './plan-commands.ts';
import { Suggestions } from './suggestions.svelte.ts';

const TODAY = '2026-03-20';

let device: TestDevice;
let open: OpenLedger;
beforeEach(() => (device = new TestDevice()));
afterEach(() => device.shutDown());

async function start(wholeLimit?: number): Promise<Suggestions> {
  device.wholeLimit = wholeLimit;
  const before = device.openTab();
  await before.ledger.loaded;
  const music = { ...coffee, title: 'Música', category: 'leisure', amountMinor: 1_299 };
  for (const day of ['2026-01-12', '2026-02-12', '2026-03-12'])
    await before.ledger.addEntry({ ...music, day });
  for (const day of ['2026-03-01', '2026-03-03', '2026-03-04'])
    await before.ledger.addEntry({ ...coffee, day });
  open = device.openTab();
  await open.ledger.loaded;
  const suggestions = new Suggestions(open);
  await suggestions.read(TODAY);
  return suggestions;
}

const titles = ({ list }: Suggestions) => list.map(({ entry }) => entry.title);

describe('what looks recurring', () => {
  it.each([undefined, 1])(
    '[L49] is suggested by its newest entry, of a ledger of any size (limit %s)',
    async (limit) => {
      const suggestions = await start(limit);
      expect(suggestions.list).toMatchObject([
        {
          entry: { title: 'Música', day: '2026-03-12' },
          rule: { every: 1, unit: 'month', anchor: '2026-03-12' },
          since: '2026-03-13',
          count: 3,
        },
      ]);
    },
  );

  it('[L49] stays away once it was declined, unless that is taken back', async () => {
    const suggestions = await start();
    const takeBack = await suggestions.decline(suggestions.list[0]?.key ?? '');
    expect(titles(suggestions)).toEqual([]);
    const later = new Suggestions(open);
    await later.read(TODAY);
    expect(titles(later)).toEqual([]);
    await takeBack();
    expect(titles(suggestions)).toEqual(['Música']);
    expect(open.settings.get('declinedPlans')).toEqual([]);
  });

  it('[L49] stays away once it is a plan', async () => {
    const suggestions = await start();
    const [found] = suggestions.list;
    if (!found) throw new Error('Nothing was found');
    const { kind, amountMinor, currency, category } = found.entry;
    const template = { kind, amountMinor, currency, category, title: ' música', note: '', tags: [] };
    await addPlan(open, { rule: { ...found.rule, since: found.since }, template }, TODAY);
    expect(titles(suggestions)).toEqual([]);
  });
});
