import { describe, expect, it } from 'vitest';
import { componentsOf } from './components.ts';
import type { Balance } from './payment.ts';

function balances(...entries: [string, number][]): Balance[] {
  return entries.map(([id, minor]): Balance => [id, BigInt(minor)]);
}

function idsOf(components: readonly Balance[][]): string[] {
  return components.map((component) => component.map(([id]) => id).join(''));
}

describe('components', () => {
  it('[P1] are who appears together, directly or through somebody who is settled', () => {
    const all = balances(['d', -4], ['z', 0], ['b', -5], ['a', 4], ['c', 5], ['x', 1], ['y', -1]);
    const sets = [['a', 'z'], ['z', 'd'], ['c', 'b', 'b'], [], ['y', 'x']];
    expect(idsOf(componentsOf(all, sets))).toEqual(['ad', 'bc', 'xy']);
    expect(idsOf(componentsOf(all, [...sets, ['z', 'c']]))).toEqual(['abcd', 'xy']);
  });

  it('[P1] leave out who is settled, known to a set or not', () => {
    expect(componentsOf(balances(['a', 0], ['b', 0]), [['a']])).toEqual([]);
    expect(componentsOf([], [['a', 'b']])).toEqual([]);
  });

  it('[P1] throw when their balances do not sum to zero', () => {
    expect(() => componentsOf(balances(['a', 1], ['b', -1]), [])).toThrow(RangeError);
    expect(() => componentsOf(balances(['a', 1], ['b', -1]), [['a'], ['b']])).toThrow(RangeError);
    expect(() => componentsOf(balances(['a', 2], ['b', -1]), [['a', 'b']])).toThrow('sum to 1');
    expect(() => componentsOf(balances(['a', 1], ['a', -1]), [['a', 'b']])).toThrow('Two balances of a');
  });

  it('[P1] join a chain of 50,000 people in either direction', () => {
    const ids = Array.from({ length: 50_000 }, (_, i) => `m_${String(i).padStart(6, '0')}`);
    const links = ids.slice(1).map((id, i) => [ids[i] ?? '', id]);
    const ends = balances([ids[0] ?? '', 1], [ids.at(-1) ?? '', -1]);
    expect(componentsOf(ends, links)).toEqual([ends]);
    expect(
      componentsOf(
        ends,
        links.toReversed().map((link) => link.toReversed()),
      ),
    ).toEqual([ends]);
  });
});
