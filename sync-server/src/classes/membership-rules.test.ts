import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClassMemberRecord, ClassRecord } from '../storage/port.ts';
import {
  findActiveMember,
  forget,
  handOver,
  isActive,
  join,
  leave,
  readmit,
  removeMember,
} from './membership-rules.ts';

const PEOPLE = ['anna', 'ben', 'cleo', 'dina', 'emil'];
const CODE = '7K3M9QXT4BWN';
const at = (n: number): string => new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString();

function newClass(): ClassRecord {
  return {
    format: 1,
    id: 'c',
    name: 'Flat',
    currency: 'EUR',
    code: CODE,
    joining: 'open',
    createdAt: at(0),
    members: [{ accountId: 'anna', memberId: 'm_anna00', role: 'owner', joinedAt: at(0) }],
  };
}

type Step =
  | { readonly do: 'join' | 'leave' | 'forget'; readonly who: string }
  | { readonly do: 'remove' | 'readmit' | 'hand-over'; readonly who: string; readonly by: string };

const who = fc.constantFrom(...PEOPLE);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('join' as const, 'leave' as const, 'forget' as const), who }),
  fc.record({
    do: fc.constantFrom('remove' as const, 'readmit' as const, 'hand-over' as const),
    who,
    by: who,
  }),
);

function apply(
  record: ClassRecord,
  one: Step,
  n: number,
): { readonly record: ClassRecord; readonly outcome: string } {
  switch (one.do) {
    case 'join':
      return join(record, { accountId: one.who, memberId: `m_${one.who}-${n}`, code: CODE, at: at(n) });
    case 'leave':
      return leave(record, one.who, at(n));
    case 'forget':
      return forget(record, one.who, at(n));
    case 'remove':
      return removeMember(record, one.by, one.who, at(n));
    case 'readmit':
      return readmit(record, one.by, one.who);
    case 'hand-over':
      return handOver(record, one.by, one.who);
  }
}

describe('whatever people do to a class', () => {
  it('it has exactly one owner, who is in; member ids stay with their people; nobody drops off the list', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let record = newClass();
        const memberIds = new Map([['anna', 'm_anna00']]);
        for (const [index, one] of steps.entries()) {
          const before = record;
          const { record: after, outcome } = apply(record, one, index + 1);
          record = after;

          const owners = record.members.filter(({ role }) => role === 'owner');
          expect(owners).toHaveLength(1);
          expect(owners.every(isActive)).toBe(true);
          expect(record.members.map(({ memberId }) => memberId).slice(0, before.members.length)).toEqual(
            before.members.map(({ memberId }) => memberId),
          );
          for (const { accountId, memberId } of record.members) {
            if (accountId === null) continue;
            expect(memberId).toBe(memberIds.get(accountId) ?? memberId);
            memberIds.set(accountId, memberId);
          }
          if (one.do === 'forget' && outcome === 'forgotten') {
            expect(record.members.some(({ accountId }) => accountId === one.who)).toBe(false);
            memberIds.delete(one.who);
          }
          for (const member of record.members) {
            if (member.removed === true) expect(isActive(member)).toBe(false);
            if (member.accountId === null) expect(isActive(member)).toBe(false);
          }
        }
      }),
    );
  });

  it('a refusal leaves the record as it is, the very same object', () => {
    const done = ['joined', 'left', 'removed', 'readmitted', 'handed-over', 'forgotten'];
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let record = newClass();
        for (const [index, one] of steps.entries()) {
          const decision = apply(record, one, index + 1);
          if (!done.includes(decision.outcome) || (one.do === 'join' && decision.outcome === 'removed')) {
            expect(decision.record).toBe(record);
          }
          record = decision.record;
        }
      }),
    );
  });
});

it('readmission makes nobody a member: not who left before the removal, nor who was in', () => {
  const newcomer = { memberId: 'm_new000', code: CODE };
  for (const isLeaving of [true, false]) {
    let { record } = join(newClass(), { accountId: 'ben', at: at(1), ...newcomer });
    if (isLeaving) ({ record } = leave(record, 'ben', at(2)));
    ({ record } = removeMember(record, 'anna', 'ben', at(3)));
    const readmitted = readmit(record, 'anna', 'ben');
    expect(readmitted.outcome).toBe('readmitted');
    expect(findActiveMember(readmitted.record, 'ben')).toBeUndefined();
    expect(readmitted.record.members[1]).toMatchObject({ leftAt: at(isLeaving ? 2 : 3) });
    const again = join(readmitted.record, { accountId: 'ben', at: at(4), ...newcomer });
    expect(again.outcome).toBe('joined');
    expect(findActiveMember(again.record, 'ben')?.memberId).toBe('m_new000');
  }
});

describe('handing over', () => {
  const member = (
    accountId: string,
    joined: number,
    more: Partial<ClassMemberRecord> = {},
  ): ClassMemberRecord => ({
    accountId,
    memberId: `m_${accountId}00`,
    role: 'member',
    joinedAt: at(joined),
    ...more,
  });
  const ownerAfter = (...others: ClassMemberRecord[]): string | null | undefined => {
    const { record } = leave({ ...newClass(), members: [...newClass().members, ...others] }, 'anna', at(99));
    return record.members.find(({ role }) => role === 'owner')?.accountId;
  };

  it('goes to whoever has been in for longest without a break', () => {
    expect(ownerAfter(member('ben', 5), member('cleo', 3), member('dina', 4))).toBe('cleo');
  });

  it('goes to whoever is first in the list when they came in the same instant', () => {
    expect(ownerAfter(member('ben', 3), member('cleo', 3))).toBe('ben');
  });

  it('passes over those who left, were removed or deleted their account', () => {
    const gone = { leftAt: at(9) };
    expect(
      ownerAfter(
        member('ben', 1, gone),
        member('cleo', 2, { ...gone, removed: true }),
        { ...member('dina', 3, gone), accountId: null },
        member('emil', 8),
      ),
    ).toBe('emil');
  });

  it('counts a return as a new beginning', () => {
    const left = leave(
      { ...newClass(), members: [...newClass().members, member('ben', 1), member('cleo', 2)] },
      'ben',
      at(3),
    );
    const back = join(left.record, { accountId: 'ben', memberId: 'm_other00', code: CODE, at: at(4) });
    const after = leave(back.record, 'anna', at(5)).record;
    expect(findActiveMember(after, 'cleo')?.role).toBe('owner');
    expect(findActiveMember(after, 'ben')?.memberId).toBe('m_ben00');
  });
});

it('the list of those who ever were ends at a thousand', () => {
  let record = newClass();
  for (let n = 0; n < 999; n += 1) {
    record = join(record, { accountId: `p${n}`, memberId: `m_p${n}0000`, code: CODE, at: at(n) }).record;
    record = leave(record, `p${n}`, at(n)).record;
  }
  expect(record.members).toHaveLength(1000);
  expect(join(record, { accountId: 'new', memberId: 'm_new000', code: CODE, at: at(1) }).outcome).toBe(
    'class-full',
  );
  expect(join(record, { accountId: 'p5', memberId: 'm_new000', code: CODE, at: at(1) }).outcome).toBe(
    'joined',
  );
});
