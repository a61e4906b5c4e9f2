import { BERT, bertIsIn, bertPaid, TestLive } from '$lib/live-class/test-live.ts';
import { ME } from '$lib/class-sync/test-class.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ChartsChoice } from './charts-choice.svelte.ts';

let test: TestLive;
let choice: ChartsChoice;
beforeEach(async () => {
  test = await TestLive.start();
  choice = new ChartsChoice({ live: test.live, today: () => '2026-03-01', category: (id) => id });
});
afterEach(() => test.close());

const dollars = {
  money: {
    kind: 'expense',
    amountMinor: 700,
    currency: 'USD',
    payers: [[ME, 700]],
    split: { mode: 'equally', memberIds: [ME] },
  },
  day: '2026-02-03',
  title: 'map',
  category: '',
  note: '',
} as const;

it('has nothing to show of a class in which nothing was spent', () => {
  expect(choice.currencies).toEqual([]);
  expect(choice.figures).toBeNull();
  expect(choice.isRangeReversed).toBe(false);
});

it('follows what comes from others, and leaves payments out', async () => {
  await test.add('dinner', '2026-02-01', 1000);
  expect(choice.figures?.totalMinor).toBe(1000n);
  test.receive({ ...bertIsIn, ...bertPaid(250) });
  await test.sync();
  expect(choice.figures?.totalMinor).toBe(1250n);
  const payment = { fromId: ME, toId: BERT, amountMinor: 250, currency: 'EUR', day: '2026-02-02', note: '' };
  await test.live.recordPayment(payment);
  expect(choice.figures).toMatchObject({ totalMinor: 1250n, entryCount: 2 });
});

it('never mixes currencies, begins with the usual one, and goes back to it when the chosen one is gone', async () => {
  await test.add('dinner', '2026-02-01', 1000);
  const written = await test.live.addEntry(dollars);
  if (written.kind !== 'saved') throw new Error(written.kind);
  expect(choice.currencies).toEqual(['EUR', 'USD']);
  expect([choice.currency, choice.figures?.totalMinor]).toEqual(['EUR', 1000n]);
  choice.currency = 'USD';
  expect(choice.figures?.totalMinor).toBe(700n);
  await test.live.deleteEntry(written.command.entityId);
  expect([choice.currency, choice.figures?.totalMinor]).toEqual(['EUR', 1000n]);
});

it('shows the time that is asked for, keeps what was typed, and nothing of a time that ends before it begins', async () => {
  await test.add('new year', '2026-01-01', 100);
  await test.add('last spring', '2025-03-01', 20);
  await test.add('too long ago', '2025-02-28', 3);
  const total = () => choice.figures?.totalMinor;
  expect(total()).toBe(123n);
  choice.rangeChoice = 'year';
  expect(total()).toBe(100n);
  choice.rangeChoice = 'months';
  // The twelfth month before this one is not one of the last twelve.
  expect(total()).toBe(100n);
  choice.rangeChoice = 'own';
  choice.from = '2025-03-01';
  expect(total()).toBe(120n);
  choice.to = '2025-02-01';
  expect([choice.isRangeReversed, choice.figures]).toEqual([true, null]);
  choice.rangeChoice = 'all';
  expect([choice.isRangeReversed, total()]).toEqual([false, 123n]);
  choice.rangeChoice = 'own';
  expect([choice.from, choice.to]).toEqual(['2025-03-01', '2025-02-01']);
});
