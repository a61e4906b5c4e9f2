import { describe, expect, it } from 'vitest';
import { ListLayout } from './list-layout.ts';
import { ListPlace } from './list-place.ts';

const sizes = { row: 60, day: 40, month: 50, gap: 30 };

function listOf(...ids: string[]) {
  const list = { size: ids.length, idAt: (position: number) => ids[position] };
  return {
    list,
    layout: new ListLayout([{ day: '2026-03-01', start: 0, count: ids.length }], ids.length, sizes),
  };
}

describe('ListPlace', () => {
  it('moves with the entry at the top when another tab adds rows above, once', () => {
    const place = new ListPlace();
    const before = listOf('a', 'b', 'c', 'd');
    place.note(before.list, before.layout, 220);
    const after = listOf('x', 'y', 'a', 'b', 'c', 'd');
    expect(place.movedBy(after.list, after.layout)).toBe(120);
    expect(place.movedBy(after.list, after.layout)).toBe(0);
    expect(place.movedBy(before.list, before.layout)).toBe(-120);
  });

  it('holds nothing at the start of the list, nor an entry that is gone', () => {
    const place = new ListPlace();
    const before = listOf('a', 'b', 'c');
    const after = listOf('x', 'c');
    place.note(before.list, before.layout, 0);
    expect(place.movedBy(after.list, after.layout)).toBe(0);
    place.note(before.list, before.layout, 160);
    expect(place.movedBy(after.list, after.layout)).toBe(0);
  });
});
