import { describe, expect, it } from 'vitest';
import type { CurrencyState, LiveMember } from '$lib/live-class/live-class.svelte.ts';
import { balanceRows, barPercent, heaviest } from './balance-order.ts';

function member(id: string, own: Partial<LiveMember> = {}): LiveMember {
  return {
    id,
    name: id.toUpperCase(),
    accountId: null,
    isMe: false,
    isPlaceholder: false,
    hasLeft: false,
    isRemoved: false,
    role: null,
    look: '',
    ...own,
  };
}

function state(balances: readonly (readonly [id: string, minor: bigint])[]): CurrencyState {
  return {
    currency: 'EUR',
    balances: balances.map(([memberId, balanceMinor]) => ({
      memberId,
      paidMinor: 0n,
      shareMinor: 0n,
      settledMinor: 0n,
      balanceMinor,
    })),
    isSettled: false,
    steady: [],
    fewest: null,
  };
}

const idsOf = (rows: readonly { memberId: string }[]): string[] => rows.map(({ memberId }) => memberId);

describe('balanceRows', () => {
  it('is in the same order whoever looks: by balance, then by name', () => {
    const balances = [
      ['m_b', -500n],
      ['m_a', 1000n],
      ['m_d', -500n],
      ['m_c', 0n],
    ] as const;
    const asB = balanceRows(state(balances), (id) => member(id, { isMe: id === 'm_b' }));
    const asD = balanceRows(state([...balances].reverse()), (id) => member(id, { isMe: id === 'm_d' }));
    expect(idsOf(asB.open)).toEqual(['m_a', 'm_b', 'm_d']);
    expect(idsOf(asB.even)).toEqual(['m_c']);
    expect(idsOf(asD.all)).toEqual(idsOf(asB.all));
  });

  it('leaves out who has left and is even, but nobody who still owes', () => {
    const rows = balanceRows(
      state([
        ['m_a', 10n],
        ['m_b', -10n],
        ['m_c', 0n],
      ]),
      (id) => member(id, { hasLeft: id !== 'm_a' }),
    );
    expect(idsOf(rows.open)).toEqual(['m_a', 'm_b']);
    expect(rows.even).toEqual([]);
  });
});

describe('heaviest', () => {
  it('keeps those that weigh most, on both sides, where they stood', () => {
    const rows = balanceRows(
      state([
        ['m_a', 900n],
        ['m_b', 20n],
        ['m_c', -10n],
        ['m_d', -910n],
      ]),
      (id) => member(id),
    ).open;
    expect(idsOf(heaviest(rows, 2))).toEqual(['m_a', 'm_d']);
    expect(heaviest(rows, 4)).toBe(rows);
  });
});

describe('barPercent', () => {
  it.each([
    [0n, 1000n, 0],
    [1000n, 1000n, 100],
    [-505n, 1000n, 50.5],
    [1n, 10n ** 18n, 1],
    [0n, 0n, 0],
  ])('draws %s of %s as %s percent', (minor, largest, percent) => {
    expect(barPercent(minor, largest)).toBe(percent);
  });
});
