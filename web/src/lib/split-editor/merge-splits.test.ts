import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeSplits } from './merge-splits.ts';
import { readSplitDraft, type ItemDraft, type SplitDraft } from './split-draft.ts';

function bill(items: readonly ItemDraft[], part: Partial<SplitDraft> = {}): SplitDraft {
  return { ...readSplitDraft(''), mode: 'items', items, ...part };
}

function item(key: string, title: string, amount: string, memberIds: readonly string[] = ['m_a']): ItemDraft {
  return { key, title, amount, memberIds, weights: null };
}

/** As the other device's saved bill is opened: keys say the place. */
function opened(items: readonly ItemDraft[], part: Partial<SplitDraft> = {}): SplitDraft {
  return bill(
    items.map((line, i) => ({ ...line, key: `o${i}` })),
    part,
  );
}

const linesOf = ({ items }: SplitDraft) =>
  items.map(({ title, amount, memberIds }) => [title, amount, [...memberIds].sort().join()]);

describe('a bill that two people edit', () => {
  const soup = item('o0', 'Soup', '5.00');
  const fish = item('o1', 'Fish', '12.00', ['m_a', 'm_b']);
  const base = bill([soup, fish]);

  it('has the items of both', () => {
    const mine = bill([soup, fish, item('n1', 'Wine', '20.00')]);
    const theirs = opened([soup, fish, item('', 'Bread', '3.00')]);
    const merged = mergeSplits(base, mine, theirs);
    expect(merged.mine.items.map(({ title }) => title)).toEqual(['Soup', 'Fish', 'Wine', 'Bread']);
    expect(new Set(merged.mine.items.map(({ key }) => key)).size).toBe(4);
  });

  it('keeps two equal coffees apart', () => {
    const mine = bill([soup, fish, item('n1', 'Coffee', '3.00')]);
    const theirs = opened([soup, fish, item('', 'Coffee', '3.00')]);
    expect(linesOf(mergeSplits(base, mine, theirs).mine).slice(2)).toEqual([
      ['Coffee', '3.00', 'm_a'],
      ['Coffee', '3.00', 'm_a'],
    ]);
  });

  it('takes the price of one and the people of the other for one item', () => {
    const mine = bill([soup, { ...fish, amount: '12.50' }]);
    const theirs = opened([soup, { ...fish, memberIds: ['m_b', 'm_c'] }]);
    expect(linesOf(mergeSplits(base, mine, theirs).mine)[1]).toEqual(['Fish', '12.50', 'm_b,m_c']);
  });

  it('takes the weights of who changed them, and mine only where I did', () => {
    const was = { ...fish, weights: [2, 1] };
    const merge = (mine: Partial<ItemDraft>, theirs: Partial<ItemDraft>) => {
      const merged = mergeSplits(bill([was]), bill([{ ...was, ...mine }]), opened([{ ...was, ...theirs }]));
      const [line] = merged.mine.items;
      return [line?.memberIds, line?.weights];
    };
    const everybody = { memberIds: ['m_a', 'm_b', 'm_c'], weights: null };
    expect(merge({}, everybody)).toEqual([everybody.memberIds, null]);
    expect(merge({ amount: '13.00' }, { weights: [3, 1] })).toEqual([was.memberIds, [3, 1]]);
    expect(merge({ weights: [2, 2] }, {})).toEqual([was.memberIds, [2, 2]]);
    expect(merge({ weights: [2, 2] }, { weights: [3, 1] })).toEqual([was.memberIds, [3, 2]]);
  });

  it('takes both into and out of an item whom either did', () => {
    const mine = bill([soup, { ...fish, memberIds: ['m_a', 'm_b', 'm_c'] }]);
    const theirs = opened([soup, { ...fish, memberIds: ['m_b', 'm_d'] }]);
    expect(linesOf(mergeSplits(base, mine, theirs).mine)[1]?.[2]).toBe('m_b,m_c,m_d');
  });

  it('leaves out what one took out, unless the other changed it', () => {
    expect(linesOf(mergeSplits(base, bill([soup]), opened([soup, fish])).mine)).toHaveLength(1);
    expect(linesOf(mergeSplits(base, base, opened([fish])).mine)).toEqual([['Fish', '12.00', 'm_a,m_b']]);
    const mine = bill([{ ...soup, amount: '6.00' }, fish]);
    expect(linesOf(mergeSplits(base, mine, opened([fish])).mine)[0]).toEqual(['Soup', '6.00', 'm_a']);
  });

  it('adds nothing twice when more comes later', () => {
    const mine = bill([soup, fish, item('n1', 'Wine', '20.00')]);
    const first = mergeSplits(base, mine, opened([soup, fish, item('', 'Bread', '3.00')]));
    const second = mergeSplits(
      first.base,
      first.mine,
      opened([soup, fish, item('', 'Bread', '3.00', ['m_b']), item('', 'Cake', '4.00')]),
    );
    expect(linesOf(second.mine)).toEqual([
      ['Soup', '5.00', 'm_a'],
      ['Fish', '12.00', 'm_a,m_b'],
      ['Wine', '20.00', 'm_a'],
      ['Bread', '3.00', 'm_b'],
      ['Cake', '4.00', 'm_a'],
    ]);
  });

  it('takes the tip of one and the tax of the other', () => {
    const mine = bill([soup, fish], { extras: [['tip', '2']] });
    const theirs = opened([soup, fish], { extras: [['tax', '1']] });
    expect(new Map(mergeSplits(base, mine, theirs).mine.extras)).toEqual(
      new Map([
        ['tax', '1'],
        ['tip', '2'],
      ]),
    );
  });

  it('shows theirs where nothing was typed here, and mine where nothing came, whatever the bills', () => {
    const line = fc.record({
      title: fc.constantFrom('', 'Soup', 'Fish', 'Wine'),
      amount: fc.constantFrom('1', '2', '3'),
      memberIds: fc.uniqueArray(fc.constantFrom('m_a', 'm_b', 'm_c'), { maxLength: 3 }),
    });
    const lines = fc
      .array(line, { maxLength: 6 })
      .map((list) => opened(list.map((one) => ({ ...one, key: '', weights: null }))));
    fc.assert(
      fc.property(lines, lines, (was, now) => {
        expect(linesOf(mergeSplits(was, was, now).mine).sort()).toEqual(linesOf(now).sort());
        expect(linesOf(mergeSplits(was, now, was).mine).sort()).toEqual(linesOf(now).sort());
      }),
      { numRuns: 500 },
    );
  });
});
