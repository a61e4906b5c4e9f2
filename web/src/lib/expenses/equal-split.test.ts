import { describe, expect, it } from 'vitest';
import type { LiveMember } from '$lib/live-class/live-class.svelte.ts';
import { choosable, equalMoney, equalParts, partiesOf } from './equal-split.ts';

function member(id: string, own: Partial<LiveMember> = {}): LiveMember {
  return {
    id,
    name: id,
    accountId: id,
    isMe: id === 'anna',
    isPlaceholder: false,
    hasLeft: false,
    isRemoved: false,
    role: 'member',
    look: '',
    ...own,
  };
}

const members = [
  member('anna'),
  member('bea'),
  member('carl', { hasLeft: true }),
  member('dora', { isRemoved: true }),
];

describe('equalParts', () => {
  it('says what most pay and how many another sum', () => {
    expect(equalParts(2010, 3)).toMatchObject({ eachMinor: 670, otherCount: 0 });
    expect(equalParts(2011, 3)).toEqual({ eachMinor: 670, otherMinor: 671, otherCount: 1 });
    expect(equalParts(2000, 3)).toEqual({ eachMinor: 667, otherMinor: 666, otherCount: 1 });
    expect(equalParts(1, 4)).toEqual({ eachMinor: 0, otherMinor: 1, otherCount: 1 });
  });

  it('has nothing to say of nobody', () => {
    expect(equalParts(100, 0)).toBeNull();
  });
});

describe('partiesOf', () => {
  it('is paid by me among all who are there, while nothing was chosen', () => {
    expect(partiesOf({ payerId: '', participantIds: null }, { myId: 'anna', members })).toEqual({
      payerId: 'anna',
      memberIds: ['anna', 'bea'],
    });
  });

  it('keeps to what was chosen, also when that is nobody', () => {
    const form = { payerId: 'bea', participantIds: [] };
    expect(partiesOf(form, { myId: 'anna', members })).toEqual({ payerId: 'bea', memberIds: [] });
  });
});

describe('choosable', () => {
  it('offers somebody who has left only where they were chosen before', () => {
    expect(choosable(members, ['carl']).map(({ id }) => id)).toEqual(['anna', 'bea', 'carl']);
  });
});

describe('equalMoney', () => {
  const fields = {
    kind: 'income',
    amountMinor: 900,
    currency: 'EUR',
    day: '2026-11-22',
    title: '',
    category: '',
    note: '',
  } as const;

  it('names members as the entry has them', () => {
    const recordedId = (id: string) => (id === 'bea' ? 'bea-before' : id);
    expect(equalMoney(fields, { payerId: 'bea', memberIds: ['anna', 'bea'] }, recordedId)).toEqual({
      kind: 'income',
      amountMinor: 900,
      currency: 'EUR',
      payers: [['bea-before', 900]],
      split: { mode: 'equally', memberIds: ['anna', 'bea-before'] },
    });
  });
});
