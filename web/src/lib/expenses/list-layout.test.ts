import { describe, expect, it } from 'vitest';
import { drawnMonths, ListLayout } from './list-layout.ts';

const groups = [
  { day: '2026-03-02', start: 0, count: 2 },
  { day: '2026-03-01', start: 2, count: 1 },
  { day: '2026-02-28', start: 3, count: 100 },
];
const sizes = { row: 60, day: 40, month: 50 };
const layout = new ListLayout(groups, 103, sizes);

describe('ListLayout', () => {
  it('places rows below the heads of their day and month', () => {
    expect([0, 1, 2, 3, 102].map((position) => layout.topOf(position))).toEqual([90, 150, 250, 400, 6340]);
    expect(layout.height).toBe(6400);
  });

  it('has room for rows whose days are not known yet', () => {
    expect(new ListLayout(groups, 203, sizes).height).toBe(12_400);
  });

  it('finds the rows between two heights, also beyond both ends', () => {
    expect(layout.between(-500, 160)).toEqual({ first: 0, end: 2 });
    expect(layout.between(240, 470)).toEqual({ first: 1, end: 5 });
    expect(layout.between(9_000, 9_900)).toEqual({ first: 102, end: 103 });
    expect(new ListLayout([], 0, sizes).between(0, 900)).toEqual({ first: 0, end: 1 });
  });
});

describe('drawnMonths', () => {
  it('cuts days where they are not drawn, and keeps what they count', () => {
    const months = drawnMonths(groups, { first: 1, end: 5 });
    expect(
      months.map(({ month, days }) => [month, days.map(({ day, count, rows }) => [day, count, rows])]),
    ).toEqual([
      [
        '2026-03',
        [
          ['2026-03-02', 2, [1]],
          ['2026-03-01', 1, [2]],
        ],
      ],
      ['2026-02', [['2026-02-28', 100, [3, 4]]]],
    ]);
  });
});
