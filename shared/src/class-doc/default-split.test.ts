import { describe, expect, it } from 'vitest';
import { claimMember } from './commands/members.ts';
import { setDefaultSplit } from './commands/set-default-split.ts';
import {
  ANNA,
  BEA,
  classOfThree,
  CLEO,
  exchange,
  groupsOf,
  type TestReplica,
} from './commands/test-replica.ts';
import { readDefaultSplit, type DefaultSplit } from './default-split.ts';

const all = [ANNA, BEA, CLEO];
const byRoom: DefaultSplit = {
  mode: 'shares',
  shares: [
    [ANNA, '2'],
    [BEA, '1.5'],
  ],
};

function set(replica: TestReplica, memberIds: readonly string[], split: DefaultSplit | null) {
  return setDefaultSplit(replica.ledger, { memberIds, split }, replica.context);
}

describe('how people usually split', () => {
  it('[D40] is of a set of people in any order, and of no other set', () => {
    const [anna] = classOfThree();
    anna.run(set(anna, all, byRoom));
    expect(readDefaultSplit(anna.ledger, [CLEO, BEA, ANNA])).toEqual(byRoom);
    expect(readDefaultSplit(anna.ledger, [ANNA, BEA])).toBeNull();
    expect(groupsOf(anna.run(set(anna, [BEA, CLEO, ANNA], byRoom)))).toEqual([]);
    anna.run(set(anna, all, null));
    expect(readDefaultSplit(anna.ledger, all)).toBeNull();
  });

  it('[D40] is set for two sets at once, and the later of one counts everywhere', () => {
    const [anna, bea, cleo] = classOfThree();
    const half: DefaultSplit = { mode: 'percent', basisPoints: [[ANNA, 10_000]] };
    anna.run(set(anna, all, byRoom));
    bea.run(set(bea, [ANNA, BEA], half));
    cleo.nowMs += 60_000;
    cleo.run(set(cleo, all, half));
    exchange([anna, bea, cleo]);
    for (const { ledger } of [anna, bea, cleo]) {
      expect(readDefaultSplit(ledger, all)).toEqual(half);
      expect(readDefaultSplit(ledger, [ANNA, BEA])).toEqual(half);
    }
  });

  it('[D40] is refused where it splits nothing, or names nobody of the class', () => {
    const [anna] = classOfThree();
    const off: DefaultSplit = { mode: 'percent', basisPoints: [[ANNA, 9_000]] };
    expect(set(anna, all, off)).toMatchObject({ ok: false, refusal: { reason: 'fields' } });
    expect(set(anna, [ANNA, 'm_nobody0'], byRoom)).toMatchObject({ refusal: { reason: 'unknown-member' } });
  });

  it('[D40] reads as nothing when it is ill-formed, or when two of its people are one by now', () => {
    const [anna, bea] = classOfThree();
    anna.run(set(anna, all, byRoom));
    exchange([anna, bea]);
    bea.run(claimMember(bea.ledger, { memberId: BEA, asId: ANNA }, bea.context));
    expect(readDefaultSplit(bea.ledger, all)).toBeNull();
    for (const value of [
      'x',
      { mode: 'shares' },
      { mode: 'percent', parts: [[ANNA, '1']] },
      { mode: 'no', parts: [] },
    ]) {
      const [fresh] = classOfThree();
      const { rows } = fresh.run(set(fresh, all, byRoom));
      const [row] = rows;
      const record = JSON.parse(row?.json ?? '') as { s: Record<string, unknown>; b: string[]; t: number };
      const [group = ''] = Object.keys(record.s);
      const json = JSON.stringify({ ...record, t: record.t + 1, b: [row?.id], s: { [group]: value } });
      fresh.receive([['r_illformed1', json]]);
      expect(readDefaultSplit(fresh.ledger, all)).toBeNull();
    }
  });
});
