import { describe, expect, it } from 'vitest';
import { drawnMonths, ListLayout, positionOfId } from './list-layout.ts';

const groups = [
  { day: '2026-03-02', start: 0, count: 2 },
  { day: '2026-03-01', start: 2, count: 1 },
  { day: '2026-02-28', start: 3, count: 100 },
];
const sizes = { row: 60, day: 40, month: 50, gap: 30 };
const layout = new ListLayout(groups, 103, sizes);

describe('ListLayout', () => {
  it('places rows below the heads of their day and month', () => {
    expect([0, 1, 2, 3, 102].map((position) => layout.topOf(position))).toEqual([90, 150, 250, 430, 6370]);
    expect(layout.height).toBe(6430);
  });

  it('has room for rows whose days are not known yet', () => {
    expect(new ListLayout(groups, 203, sizes).height).toBe(12_430);
  });

  it('finds the rows between two heights, also beyond both ends', () => {
    expect(layout.between(-500, 160)).toEqual({ first: 0, end: 2 });
    expect(layout.between(240, 500)).toEqual({ first: 1, end: 5 });
    expect(layout.between(9_000, 9_900)).toEqual({ first: 102, end: 103 });
    expect(new ListLayout([], 0, sizes).between(0, 900)).toEqual({ first: 0, end: 1 });
  });
});

describe('the room around what is drawn', () => {
  /** The top of each drawn row, as the page puts them one below the other. */
  function topsOf(first: number, end: number, kept: number | null): Map<number, number> {
    const room = layout.roomAround({ first, end }, kept);
    const tops = new Map<number, number>();
    let top = room.above;
    for (const [at, { days }] of drawnMonths(groups, { first, end }, kept).entries()) {
      top += sizes.month + (at > 0 ? sizes.gap : 0);
      for (const { rows } of days) {
        top += sizes.day;
        for (const position of rows) {
          if (position === room.gapAt) top += room.gap;
          tops.set(position, top);
          top += sizes.row;
        }
      }
    }
    expect(top + room.below).toBe(layout.height);
    return tops;
  }

  it.each([
    ['no row is kept', 40, 44, null],
    ['the kept row is among them', 40, 44, 41],
    ['it is above, in the same day', 40, 44, 3],
    ['it is above, in another month', 40, 44, 0],
    ['it is right above', 40, 44, 39],
    ['it is below, in the same day', 3, 5, 102],
    ['it is below, in another month', 0, 2, 50],
    ['it is right below, on the next day', 0, 2, 2],
  ])('keeps every row in its place when %s', (_, first, end, kept) => {
    const tops = topsOf(first, end, kept);
    for (const [position, top] of tops) expect([position, top]).toEqual([position, layout.topOf(position)]);
    expect(tops.size).toBe(end - first + (kept === null || (kept >= first && kept < end) ? 0 : 1));
  });
});

describe('positionOfId', () => {
  const list = { size: 5, idAt: (position: number) => ['a', 'b', 'c', 'd', 'e'][position] };

  it('finds an entry on both sides of its old place, and says when it is gone', () => {
    expect([positionOfId(list, 'e', 1), positionOfId(list, 'a', 4), positionOfId(list, 'x', 2)]).toEqual([
      4, 0, -1,
    ]);
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
