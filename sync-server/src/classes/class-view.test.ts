import { describe, expect, it } from 'vitest';
import type { ClassMemberRecord, ClassRecord } from '../storage/port.ts';
import { showClass, summarizeClass } from './class-view.ts';

const joinedAt = '2026-01-01T00:00:00.000Z';
const anna: ClassMemberRecord = { accountId: 'a', memberId: 'm_anna00', role: 'owner', joinedAt };
const gone: ClassMemberRecord = {
  accountId: null,
  memberId: 'm_gone00',
  role: 'member',
  joinedAt,
  leftAt: '2026-02-01T00:00:00.000Z',
};
const late: ClassMemberRecord = { accountId: 'l', memberId: 'm_late00', role: 'member', joinedAt };
const record: ClassRecord = {
  format: 1,
  id: 'c',
  name: 'Flat',
  currency: 'EUR',
  code: '7K3M9QXT4BWN',
  joining: 'open',
  createdAt: joinedAt,
  members: [anna, gone, late],
};

describe('a class as members see it', () => {
  it('numbers those without an account by their place, which never changes', () => {
    const { members } = showClass(
      record,
      anna,
      { epoch: 1, seq: 0 },
      new Map([
        ['a', 'Anna'],
        ['l', 'Lee'],
      ]),
    );
    expect(members.map(({ displayName }) => displayName)).toEqual(['Anna', 'Former member 2', 'Lee']);
  });

  it('shows an account that is not there any more as a former member, without its id', () => {
    const { members } = showClass(record, anna, { epoch: 1, seq: 0 }, new Map([['a', 'Anna']]));
    expect(members[2]).toMatchObject({ accountId: null, displayName: 'Former member 3' });
  });

  it('counts in a list who is in', () => {
    expect(summarizeClass(record, anna, { epoch: 1, seq: 0 })).toMatchObject({ memberCount: 2 });
    expect(summarizeClass(record, anna, 'unreadable')).toMatchObject({
      unreadable: true,
      name: 'Flat',
      seq: 0,
    });
  });
});
