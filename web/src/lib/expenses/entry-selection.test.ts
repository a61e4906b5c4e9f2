import { describe, expect, it } from 'vitest';
import { EntrySelection, idsOfResult } from './entry-selection.svelte.ts';

function listOf(...ids: string[]) {
  return { size: ids.length, idAt: (position: number) => ids[position] };
}
const list = listOf('a', 'b', 'c', 'd', 'e');

describe('EntrySelection', () => {
  it('chooses one by one, and forgets when it is left', () => {
    const selection = new EntrySelection();
    selection.start();
    selection.toggle('b', 1);
    selection.toggle('d', 3);
    selection.toggle('b', 1);
    expect([selection.isActive, selection.count, selection.ids]).toEqual([true, 1, ['d']]);
    selection.leave();
    expect([selection.isActive, selection.count, selection.has('d')]).toEqual([false, 0, false]);
  });

  it('extends a range from the last toggled entry, and takes back what it no longer spans', () => {
    const selection = new EntrySelection();
    selection.toggle('a', 0);
    selection.toggle('d', 3);
    selection.extendTo(1, list);
    expect([...selection.ids].sort()).toEqual(['a', 'b', 'c', 'd']);
    selection.extendTo(4, list);
    expect([...selection.ids].sort()).toEqual(['a', 'd', 'e']);
  });

  it('spans the range from where its beginning stands now', () => {
    const selection = new EntrySelection();
    selection.toggle('b', 1);
    selection.extendTo(4, listOf('new', 'a', 'b', 'c', 'd', 'e'));
    expect([...selection.ids].sort()).toEqual(['b', 'c', 'd']);
  });

  it('begins a range where it is extended to when there is no other beginning', () => {
    const selection = new EntrySelection();
    selection.extendTo(2, list);
    selection.extendTo(3, list);
    expect(selection.ids).toEqual(['c', 'd']);
  });

  it('keeps the choice when the result is another one, and counts what is not in it', () => {
    const selection = new EntrySelection();
    selection.addAll(list);
    const result = listOf('d', 'x');
    expect([selection.count, selection.countOutside(idsOfResult(result))]).toEqual([5, 4]);
    selection.addAll(result);
    expect(selection.count).toBe(6);
  });

  it('takes all of fifty thousand', () => {
    const selection = new EntrySelection();
    selection.addAll({ size: 50_000, idAt: (position) => `e_${position}` });
    expect([selection.count, selection.has('e_49999')]).toEqual([50_000, true]);
  });
});
