import { describe, expect, it } from 'vitest';
import { addComment } from './add-comment.ts';
import { addEntry } from './add-entry.ts';
import { deleteEntity } from './delete-entity.ts';
import { editClass } from './edit-class.ts';
import { addMember, claimMember, renameMember, setMemberState, unclaimMember } from './members.ts';
import { restoreValue } from './restore-value.ts';
import {
  ANNA,
  BEA,
  CLEO,
  classOfThree,
  dinner,
  equally,
  exchange,
  groupsOf,
  TestReplica,
} from './test-replica.ts';

const withGrandma = () => {
  const replicas = classOfThree();
  const [anna] = replicas;
  const grandma = anna.run(addMember(anna.ledger, { name: ' Grandma ' }, anna.context)).entityId;
  exchange(replicas);
  return { replicas, grandma };
};

describe('members', () => {
  it('[D29] adds members without an account under a trimmed name, and renames them', () => {
    const { replicas, grandma } = withGrandma();
    const [anna, bea] = replicas;
    expect(bea.ledger.members().get(grandma)).toMatchObject({
      ...{ name: 'Grandma', hasLeft: false, isAuthor: false },
    });
    bea.run(renameMember(bea.ledger, { memberId: grandma, name: 'Omi' }, bea.context));
    expect(bea.run(renameMember(bea.ledger, { memberId: grandma, name: 'Omi ' }, bea.context)).rows).toEqual(
      [],
    );
    exchange([anna, bea]);
    expect(anna.ledger.members().get(grandma)?.name).toBe('Omi');
    expect(renameMember(anna.ledger, { memberId: BEA, name: 'B' }, anna.context)).toEqual({
      ok: false,
      refusal: { reason: 'has-account', memberId: BEA },
    });
    expect(renameMember(anna.ledger, { memberId: 'm_nobody01', name: 'B' }, anna.context)).toMatchObject({
      refusal: { reason: 'unknown-member' },
    });
  });

  it('[D22] takes one line with a visible sign for a name', () => {
    const [anna] = classOfThree();
    const faultOf = (name: string) => {
      const result = addMember(anna.ledger, { name }, anna.context);
      return result.ok ? null : result.refusal;
    };
    for (const name of ['', '   ', '\u200b\u200d', '\u202e']) {
      expect(faultOf(name)).toEqual({ reason: 'fields', faults: [{ field: 'name', reason: 'empty' }] });
    }
    for (const name of ['a\nb', 'a\0', 'a\u2028b']) {
      expect(faultOf(name)).toEqual({ reason: 'fields', faults: [{ field: 'name', reason: 'not-a-name' }] });
    }
    expect(faultOf('a'.repeat(61))).toMatchObject({ faults: [{ reason: 'too-long', limit: 60, given: 61 }] });
    for (const name of ['a'.repeat(60), '👵', 'أم', '7', "O'Neill"]) expect(faultOf(name)).toBeNull();
  });

  it('[D29] joins, leaves and comes back, counted all the time', () => {
    const first = new TestReplica(ANNA);
    const join = first.run(setMemberState(first.ledger, { memberId: ANNA, state: 'in' }, first.context));
    expect(join.rows.map(({ json }) => JSON.parse(json) as unknown)).toEqual([
      { k: 'm', e: ANNA, t: first.nowMs, a: ANNA, s: { state: 'in' } },
    ]);
    const [anna, bea] = classOfThree();
    anna.run(addEntry(anna.ledger, dinner({ money: equally(900) }), anna.context));
    exchange([anna, bea]);
    const set = (state: 'in' | 'out') =>
      bea.run(setMemberState(bea.ledger, { memberId: BEA, state }, bea.context)).rows.length;
    expect([set('in'), set('out'), set('out')]).toEqual([0, 1, 0]);
    expect(bea.ledger.members().get(BEA)?.hasLeft).toBe(true);
    expect(bea.ledger.balancesOf('EUR')).toContainEqual([BEA, -300n]);
    expect(set('in')).toBe(1);
    expect(bea.ledger.members().get(BEA)?.hasLeft).toBe(false);
    const stranger = { memberId: 'm_nobody01', state: 'out' } as const;
    expect(setMemberState(bea.ledger, stranger, bea.context)).toMatchObject({
      refusal: { reason: 'unknown-member' },
    });
  });

  it('[D30] claims a member without an account, and takes it back', () => {
    const { replicas, grandma } = withGrandma();
    const [anna, bea] = replicas;
    anna.run(addEntry(anna.ledger, dinner({ money: equally(900, [BEA, grandma]) }), anna.context));
    exchange([anna, bea]);
    bea.run(claimMember(bea.ledger, { memberId: grandma, asId: BEA }, bea.context));
    exchange([anna, bea]);
    expect(anna.ledger.identity(grandma)).toBe(BEA);
    expect(anna.ledger.balancesOf('EUR')).toEqual([
      [ANNA, 900n],
      [BEA, -900n],
    ]);
    const again = claimMember(bea.ledger, { memberId: grandma, asId: BEA }, bea.context);
    expect(bea.run(again).rows).toEqual([]);
    expect(bea.run(claimMember(bea.ledger, { memberId: BEA, asId: grandma }, bea.context)).rows).toEqual([]);
    anna.run(unclaimMember(anna.ledger, { memberId: grandma }, anna.context));
    expect(anna.ledger.identity(grandma)).toBe(grandma);
    expect(anna.run(unclaimMember(anna.ledger, { memberId: grandma }, anna.context)).rows).toEqual([]);
  });

  it('[D30] keeps the credit of who claims a member whom somebody else claims next', () => {
    const { replicas, grandma } = withGrandma();
    const [anna, bea, cleo] = replicas;
    const money = { ...equally(900), payers: [[BEA, 900] as const] };
    anna.run(addEntry(anna.ledger, dinner({ money }), anna.context));
    exchange(replicas);
    bea.run(claimMember(bea.ledger, { memberId: BEA, asId: grandma }, bea.context));
    exchange(replicas);
    expect([cleo.ledger.identity(grandma), cleo.ledger.identity(BEA)]).toEqual([BEA, BEA]);
    cleo.run(claimMember(cleo.ledger, { memberId: CLEO, asId: grandma }, cleo.context));
    const hostile = { k: 'm', e: grandma, t: 9e12, a: CLEO, s: { same: CLEO } };
    cleo.receive([['r_hostile01', JSON.stringify(hostile)]]);
    exchange(replicas);
    for (const { ledger } of replicas) {
      expect([ledger.identity(grandma), ledger.identity(BEA)]).toEqual([CLEO, BEA]);
      expect(ledger.balancesOf('EUR')).toContainEqual([BEA, 600n]);
    }
  });

  it('[D30] points at nobody without an account from the record of who writes, also from history', () => {
    const { replicas, grandma } = withGrandma();
    const [, bea] = replicas;
    const write = (id: string, same: string | null, t: number): [string, string] => [
      id,
      JSON.stringify({ k: 'm', e: BEA, t, a: BEA, s: { same } }),
    ];
    bea.receive([write('r_claimed01', grandma, 9e12), write('r_claimed02', null, 9e12 + 1)]);
    const past = { entityId: BEA, revisionId: 'r_claimed01', group: 'same', today: '2026-05-04' };
    const { rows } = bea.run(restoreValue(bea.ledger, past, bea.context));
    expect(rows.map(({ json }) => JSON.parse(json) as unknown)).toMatchObject([
      { e: grandma, s: { same: BEA } },
    ]);
    expect(bea.ledger.identity(BEA)).toBe(BEA);
  });

  it('[D30] takes back what was said of two, on whosever record it stands', () => {
    const { replicas, grandma } = withGrandma();
    const [, bea] = replicas;
    for (const claim of [
      { memberId: BEA, asId: grandma },
      { memberId: grandma, asId: BEA },
    ]) {
      bea.run(claimMember(bea.ledger, claim, bea.context));
      expect(bea.ledger.identity(grandma)).toBe(BEA);
      bea.run(unclaimMember(bea.ledger, claim, bea.context));
      expect(bea.ledger.identity(grandma)).toBe(grandma);
    }
  });

  it('[D30] lets nobody speak for a member who writes', () => {
    const { replicas, grandma } = withGrandma();
    const [anna, bea] = replicas;
    const claim = (memberId: string, asId: string) =>
      claimMember(anna.ledger, { memberId, asId }, anna.context);
    expect(claim(BEA, ANNA)).toEqual({ ok: false, refusal: { reason: 'not-yours', memberId: BEA } });
    expect(claim(ANNA, ANNA)).toEqual({ ok: false, refusal: { reason: 'same-member', memberId: ANNA } });
    expect(claim(grandma, 'm_nobody01')).toMatchObject({ refusal: { reason: 'unknown-member' } });
    bea.run(claimMember(bea.ledger, { memberId: BEA, asId: CLEO }, bea.context));
    exchange([anna, bea]);
    expect(anna.ledger.identity(BEA)).toBe(CLEO);
    expect(unclaimMember(anna.ledger, { memberId: BEA }, anna.context)).toMatchObject({
      refusal: { reason: 'not-yours' },
    });
    const past = { entityId: BEA, revisionId: 'r_whatever1', group: 'same', today: '2026-05-04' };
    expect(restoreValue(anna.ledger, past, anna.context)).toMatchObject({ refusal: { reason: 'not-yours' } });
  });
});

describe('the class and comments', () => {
  it('[D31] writes what differs of name, currency and look', () => {
    const [anna, bea] = classOfThree();
    const edit = (changes: Parameters<typeof editClass>[1]) => editClass(anna.ledger, changes, anna.context);
    const created = anna.run(edit({ name: ' Flat ', currency: 'EUR', look: '🏠' }));
    expect(groupsOf(created)).toEqual([{ name: 'Flat', currency: 'EUR', look: '🏠' }]);
    expect(groupsOf(anna.run(edit({ name: 'Flat', currency: 'CHF' })))).toEqual([{ currency: 'CHF' }]);
    expect(anna.run(edit({ name: 'Flat' })).rows).toEqual([]);
    exchange([anna, bea]);
    expect(bea.ledger.info()).toMatchObject({ name: 'Flat', currency: 'CHF', look: '🏠' });
    expect(edit({ name: '\u200b', currency: 'franc', look: 'x'.repeat(61) })).toEqual({
      ok: false,
      refusal: {
        reason: 'fields',
        faults: [
          { field: 'name', reason: 'empty' },
          { field: 'look', reason: 'too-long', limit: 60, given: 61 },
          { field: 'currency', reason: 'not-a-currency' },
        ],
      },
    });
  });

  it('[D31] comments on what is known, also when it is deleted', () => {
    const [anna] = classOfThree();
    const { entityId: id } = anna.run(addEntry(anna.ledger, dinner(), anna.context));
    anna.run(deleteEntity(anna.ledger, id, anna.context));
    const comment = (on: string, text: string) => addComment(anna.ledger, { on, text }, anna.context);
    const { entityId } = anna.run(comment(id, ' Typed twice '));
    expect(anna.ledger.comments(id)).toMatchObject([{ id: entityId, on: id, text: 'Typed twice' }]);
    expect(comment(entityId, 'x')).toMatchObject({ refusal: { reason: 'unknown-entity' } });
    expect(comment('e_nothing1', 'x')).toMatchObject({ refusal: { reason: 'unknown-entity' } });
    expect(comment(id, ' \n')).toEqual({
      ok: false,
      refusal: { reason: 'fields', faults: [{ field: 'text', reason: 'empty' }] },
    });
    expect(comment(id, 'x'.repeat(2001))).toMatchObject({ refusal: { faults: [{ reason: 'too-long' }] } });
    anna.run(deleteEntity(anna.ledger, entityId, anna.context));
    expect(anna.ledger.comments(id).filter(({ deleted }) => !deleted)).toEqual([]);
  });
});
