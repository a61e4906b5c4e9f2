import { createEntry, type PersonalFields } from '@tallybook/shared/personal/personal-commands';
import type { DayRange } from '@tallybook/shared/personal/totals';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClassShare } from '$lib/class-book/class-shelf.ts';
import type { Classes } from '$lib/class-book/classes.svelte.ts';
import { makeEntry } from '$lib/entries/entry-fixture.ts';
import { coffee, TestDevice } from '$lib/ledger/test-device.ts';
import { Spending } from '$lib/spending/spending.svelte.ts';
import { Insights } from './insights.svelte.ts';

const today = '2026-03-20';
let setting = { weekStart: 1, monthStart: 1 };

let device: TestDevice;
beforeEach(() => {
  device = new TestDevice();
  setting = { weekStart: 1, monthStart: 1 };
});
afterEach(() => device.shutDown());

function share(day: string, amountMinor: number, classId = 'c_trip'): ClassShare {
  const id = `e_share${day}${String(amountMinor)}`;
  return {
    classId,
    share: {
      ...makeEntry({ id, day, amountMinor, currency: 'EUR', category: 'fun', title: 'boat' }),
      entryId: id,
    },
  };
}

/** Classes with these shares, all of them read. */
function classesWith(shares: readonly ClassShare[], phase: Classes['phase'] = 'ready'): Classes {
  const inRange = ({ from, to }: DayRange) => shares.filter(({ share: { day } }) => day >= from && day <= to);
  return {
    phase,
    shareSums: {
      firstMonth: null,
      amounts: (range: DayRange) => inRange(range).map(({ classId, share: one }) => ({ ...one, classId })),
      need: () => null,
    },
    sharesIn: (range: DayRange) => Promise.resolve(inRange(range)),
  } as unknown as Classes;
}

async function openWith(
  entries: readonly (Partial<PersonalFields> & { day: string })[],
  shares: readonly ClassShare[] = [],
  wholeLimit = 1_000,
): Promise<Insights> {
  const first = device.openTab();
  await first.ledger.importRows(
    entries.map((fields, n) =>
      createEntry({ ...coffee, ...fields }, { t: device.nowMs + n, id: `e_${String(n).padStart(16, '0')}` }),
    ),
  );
  device.crashTab(first);
  device.wholeLimit = wholeLimit;
  const { ledger } = device.openTab();
  await ledger.loaded;
  const classes = classesWith(shares);
  const insights = new Insights({
    spending: new Spending({ ledger, classes }),
    ledger,
    classes,
    categories: { resolve: (id) => (id === 'cafes' ? 'eating-out' : id) },
    today: () => today,
    setting: () => setting,
    usualCurrency: () => 'EUR',
    later: (action) => action(),
    whenIdle: (action) => action(),
  });
  await settle(insights);
  return insights;
}

/** Until all that was asked for has been read. */
async function settle(insights: Insights): Promise<void> {
  for (const step of ['read', 'readRest'] as const) {
    // What a read has brought may ask for another one, as an effect does.
    for (let i = 0; i < 5; i++) {
      insights[step]();
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
}

const sum = (rows: readonly { amountMinor: bigint }[]) =>
  rows.reduce((total, { amountMinor }) => total + amountMinor, 0n);

const spread = [
  { day: '2026-03-01', amountMinor: 300, category: 'cafes' },
  { day: '2026-03-02', amountMinor: 500 },
  { day: '2026-03-15', amountMinor: 7, tags: ['trip', 'work'] },
  { day: '2026-03-25', amountMinor: 9_999 },
  { day: '2026-02-10', amountMinor: 400 },
  { day: '2026-02-25', amountMinor: 1_000 },
  { day: '2025-03-02', amountMinor: 80 },
  { day: '2024-12-31', amountMinor: 60, currency: 'JPY' },
];

describe.each([
  ['held whole', 1_000],
  ['read in pages', 3],
])('the answers of Insights, of a ledger %s', (_, wholeLimit) => {
  it('[L60] add up to the total of the period, days to come left out', async () => {
    const insights = await openWith(spread, [share('2026-03-03', 20), share('2026-04-01', 1)], wholeLimit);
    const total = 300n + 500n + 7n + 20n;
    expect(insights.figures.totals.spentMinor).toBe(total);
    expect([insights.figures.byCategory, insights.rest.byWeekday, insights.rest.bySource].map(sum)).toEqual([
      total,
      total,
      total,
    ]);
    expect(insights.figures.byPeriod.at(-1)).toMatchObject({ from: '2026-03-01', amountMinor: total });
    expect(sum(insights.figures.byPeriod)).toBe(total + 1_400n);
    expect(insights.figures.byCategory.map(({ category }) => category)).toEqual(['eating-out', 'fun']);
    expect(insights.entries.byTag?.byTag.map(({ tag }) => tag)).toEqual(['trip', 'work']);
    expect(insights.entries.largest.map(({ amountMinor, classId }) => [amountMinor, classId])).toEqual([
      [500, null],
      [300, null],
      [20, 'c_trip'],
      [7, null],
    ]);
  });

  it('[L51] compare with the same days of the month before', async () => {
    const insights = await openWith(spread, [], wholeLimit);
    expect(insights.figures.totalsBefore.spentMinor).toBe(400n);
    insights.choice.compareWith('2025-03-01');
    await settle(insights);
    expect(insights.rest.compared).toEqual([{ category: 'eating-out', firstMinor: 807n, secondMinor: 80n }]);
  });

  it('[L11] count one’s own, or shares alone', async () => {
    const insights = await openWith(spread, [share('2026-03-03', 20)], wholeLimit);
    insights.choice.counted = 'own';
    await settle(insights);
    expect([insights.figures.totals.spentMinor, insights.entries.largest.length]).toEqual([807n, 3]);
    insights.choice.counted = 'shared';
    await settle(insights);
    expect([insights.figures.totals.spentMinor, insights.entries.largest.length]).toEqual([20n, 1]);
    expect(insights.entries.byTag?.byTag).toEqual([]);
  });

  it('[L66] review a year', async () => {
    const insights = await openWith(spread, [share('2026-03-03', 20)], wholeLimit);
    expect(insights.rest.year).toBeNull();
    insights.choice.chooseUnit('year');
    await settle(insights);
    expect(insights.rest.year).toMatchObject({
      entryCount: 6,
      busiestMonth: { month: '2026-02', amountMinor: 1_400n },
      biggestChange: { category: 'eating-out', firstMinor: 2_207n, secondMinor: 80n },
    });
    expect(insights.entries.titles).toEqual([
      { title: 'coffee', count: 5, id: expect.any(String) as string },
    ]);
  });
});

describe('what Insights are asked for', () => {
  it('keeps the former figures until those of another period were read', async () => {
    const insights = await openWith(spread, [], 3);
    const before = insights.figures.totals.spentMinor;
    insights.choice.lookAt('week', { from: '2025-02-24', to: '2025-03-02' });
    insights.read();
    expect(insights.choice.period.from).toBe('2025-02-24');
    expect([insights.figures.asked?.period.from, insights.figures.totals.spentMinor]).toEqual([
      '2026-03-01',
      before,
    ]);
    await settle(insights);
    expect([insights.figures.asked?.period.from, insights.figures.totals.spentMinor]).toEqual([
      '2025-02-24',
      80n,
    ]);
  });

  it('answers at once where nothing has to be read', async () => {
    const insights = await openWith(spread);
    insights.choice.step(-1);
    insights.read();
    expect([insights.figures.asked?.period.from, insights.figures.totals.spentMinor]).toEqual([
      '2026-02-01',
      1_400n,
    ]);
  });

  it('shows what there is when the rest cannot be read', async () => {
    const insights = await openWith(spread, [], 3);
    device.storage.fail({ operation: 'getAll', errorName: 'UnknownError' });
    insights.choice.chooseUnit('year');
    await settle(insights);
    expect(insights.figures.asked?.period.unit).toBe('year');
  });

  it('goes no further than entries do, and not into the future', async () => {
    const insights = await openWith(spread);
    expect(insights.choice.beside(1)).toBeNull();
    insights.choice.chooseUnit('year');
    insights.choice.step(-1);
    insights.choice.step(-1);
    expect(insights.choice.period.from).toBe('2024-01-01');
    expect(insights.choice.beside(-1)).toBeNull();
    expect(insights.choice.beside(1)?.from).toBe('2025-01-01');
  });

  it('goes on with the same time in another unit', async () => {
    const insights = await openWith(spread);
    insights.choice.chooseUnit('week');
    expect(insights.choice.period).toEqual({ unit: 'week', from: '2026-03-16', to: '2026-03-22' });
    insights.choice.chooseUnit('year');
    insights.choice.step(-1);
    insights.choice.chooseUnit('month');
    expect(insights.choice.period.from).toBe('2025-12-01');
    insights.choice.chooseUnit('own');
    expect(insights.choice.period).toEqual({ unit: 'own', from: '2025-12-01', to: '2025-12-31' });
  });

  it('shows a wanted currency where the period has it, and the usual one elsewhere', async () => {
    const insights = await openWith(spread);
    insights.choice.chooseUnit('year');
    insights.choice.currency = 'JPY';
    await settle(insights);
    expect(insights.figures.currency).toBe('EUR');
    insights.choice.step(-1);
    insights.choice.step(-1);
    await settle(insights);
    expect([
      insights.figures.currency,
      insights.figures.currencies,
      insights.figures.totals.spentMinor,
    ]).toEqual(['JPY', ['JPY'], 60n]);
  });

  it('tells of days to come that there is nothing to tell', async () => {
    const insights = await openWith(spread);
    insights.choice.chooseRange({ from: '2027-01-01', to: '2027-01-31' });
    await settle(insights);
    expect([
      insights.figures.asked?.part,
      insights.figures.totals.spentMinor,
      insights.entries.largest.length,
    ]).toEqual([null, 0n, 0]);
  });

  it('follows how months begin, which is read after the address', async () => {
    const insights = await openWith(spread);
    setting = { weekStart: 1, monthStart: 25 };
    await settle(insights);
    expect(insights.choice.period).toEqual({ unit: 'month', from: '2026-02-25', to: '2026-03-24' });
    expect(insights.figures.totals.spentMinor).toBe(1_807n);
    insights.choice.step(-1);
    expect(insights.choice.question.stretch).toEqual({ unit: 'month', at: '2026-01-25' });
    insights.choice.step(1);
    expect(insights.choice.question.stretch).toEqual({ unit: 'month', at: null });
  });

  it('takes a period that has not begun for the present one', async () => {
    const insights = await openWith(spread);
    const { question } = insights.choice;
    insights.choice.ask({ ...question, stretch: { unit: 'year', at: '2031-05-05' } });
    expect(insights.choice.period.from).toBe('2026-01-01');
  });
});
