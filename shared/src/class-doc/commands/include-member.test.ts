import { array, assert, constantFrom, integer, property, record, subarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MoneyInput } from '../../split/money-input.ts';
import type { SplitRecipe } from '../../split/recipe.ts';
import { addEntry } from './add-entry.ts';
import { deleteEntity } from './delete-entity.ts';
import { includeMember, inclusionPreview, totalChanges, type InclusionPreview } from './include-member.ts';
import { addMember, claimMember, setMemberState } from './members.ts';
import { recordPayment } from './record-payment.ts';
import {
  ANNA,
  BEA,
  classOfThree,
  CLEO,
  dinner,
  equally,
  groupsOf,
  type TestReplica,
} from './test-replica.ts';
import { MAX_COMMAND_LENGTH, writeCreation } from './write-rows.ts';

const PAIR = [ANNA, BEA];

function add(anna: TestReplica, money: MoneyInput, day = '2026-05-02'): string {
  return anna.run(addEntry(anna.ledger, dinner({ money, day }), anna.context)).entityId;
}

function pairSplit(split: SplitRecipe, amountMinor = 1000): MoneyInput {
  return { ...equally(amountMinor), split };
}

const previewFor = (replica: TestReplica, memberId = CLEO): InclusionPreview =>
  inclusionPreview(replica.ledger, { memberId, fromDay: null });

/** Every balance that is not zero, by currency and member. */
function balances({ ledger }: TestReplica): Map<string, bigint> {
  const all = new Map<string, bigint>();
  for (const [currency, figures] of ledger.balances())
    for (const [id, { balanceMinor }] of figures)
      if (balanceMinor !== 0n) all.set(`${currency} ${id}`, balanceMinor);
  return all;
}

describe('adding a late joiner to earlier entries', () => {
  it('[D38] splits equally with one more, keeps what was entered, and says what changes for each', () => {
    const [anna] = classOfThree();
    const id = add(anna, equally(900, PAIR));
    const { offers, others } = previewFor(anna);
    expect(others).toEqual([]);
    expect(offers.map(({ entry, partMinor }) => [entry.id, partMinor])).toEqual([[id, 300]]);
    const changes = offers[0]?.changes.map(({ memberId, changeMinor }) => [memberId, changeMinor] as const);
    expect(new Map(changes)).toEqual(
      new Map([
        [ANNA, 150n],
        [BEA, 150n],
        [CLEO, -300n],
      ]),
    );

    const command = anna.run(includeMember(anna.ledger, { memberId: CLEO, entryIds: [id] }, anna.context));
    expect(groupsOf(command)).toEqual([{ money: offers[0]?.money }]);
    expect(anna.ledger.entry(id)?.title).toBe('Dinner');
    expect(previewFor(anna)).toEqual({ offers: [], others: [] });
  });

  it('takes one share of shares, and a part of an income and of what counts in another currency', () => {
    const [anna] = classOfThree();
    const shares = pairSplit(
      {
        mode: 'shares',
        shares: [
          [ANNA, '2'],
          [BEA, '1'],
        ],
      },
      800,
    );
    add(anna, shares, '2026-05-03');
    add(anna, { ...equally(900, PAIR), kind: 'income' }, '2026-05-02');
    add(
      anna,
      { ...equally(900, PAIR), currency: 'USD', countIn: { currency: 'EUR', num: 1, den: 2 } },
      '2026-05-01',
    );
    const { offers } = previewFor(anna);
    expect(offers.map(({ partMinor }) => partMinor)).toEqual([200, 300, 150]);
    expect(offers.map(({ money }) => money.how)).toMatchObject([
      { mode: 'shares' },
      { mode: 'equally' },
      { mode: 'equally' },
    ]);
    expect(Array.from(totalChanges(offers).get('EUR')?.entries() ?? [])).toContainEqual([CLEO, -50n]);
  });

  it('starts from a day, and leaves out deleted entries and those that name the person already, under any id', () => {
    const [anna] = classOfThree();
    const grandma = anna.run(addMember(anna.ledger, { name: 'Grandma' }, anna.context)).entityId;
    add(anna, equally(900, PAIR), '2026-05-01');
    const kept = add(anna, equally(900, PAIR), '2026-05-02');
    add(anna, equally(900, [ANNA, CLEO]));
    add(anna, equally(900, [BEA, grandma]));
    anna.run(claimMember(anna.ledger, { memberId: grandma, asId: CLEO }, anna.context));
    const gone = add(anna, equally(900, PAIR));
    anna.run(deleteEntity(anna.ledger, gone, anna.context));
    const { offers } = inclusionPreview(anna.ledger, { memberId: grandma, fromDay: '2026-05-02' });
    expect(offers.map(({ entry }) => entry.id)).toEqual([kept]);
  });

  it('says of each entry that takes nobody by itself why, and never writes it', () => {
    const [anna] = classOfThree();
    const whyById = new Map<string, string>([
      [
        add(
          anna,
          pairSplit({
            mode: 'percent',
            basisPoints: [
              [ANNA, 5000],
              [BEA, 5000],
            ],
          }),
        ),
        'percent',
      ],
      [
        add(
          anna,
          pairSplit({
            mode: 'exact',
            parts: [
              [ANNA, 400],
              [BEA, 600],
            ],
          }),
        ),
        'exact',
      ],
      [
        add(
          anna,
          pairSplit({
            mode: 'adjust',
            adjustments: [
              [ANNA, 100],
              [BEA, 0],
            ],
          }),
        ),
        'adjust',
      ],
      [
        add(
          anna,
          pairSplit({
            mode: 'items',
            memberIds: PAIR,
            extras: [],
            items: [{ title: 'Soup', amountMinor: 1000, memberIds: [ANNA] }],
          }),
        ),
        'items',
      ],
      [
        anna.run(
          recordPayment(
            anna.ledger,
            { fromId: BEA, toId: ANNA, amountMinor: 5, currency: 'EUR', day: '2026-05-02', note: '' },
            anna.context,
          ),
        ).entityId,
        'payment',
      ],
    ]);
    const leg = { cur: 'EUR', amt: 4, pay: [[ANNA, 4]], owe: [[BEA, 4]] };
    const strange: [why: string, kind: string, money: unknown][] = [
      ['newer', 'q', { legs: [leg] }],
      ['unreadable', 'x', { legs: [{ ...leg, amt: 5 }] }],
      ['several-currencies', 'x', { legs: [leg, { ...leg, cur: 'USD' }] }],
      ['conversion', 's', { legs: [leg], how: { mode: 'convert' } }],
      [
        'exact',
        'x',
        {
          legs: [
            {
              ...leg,
              amt: 4,
              owe: [
                [ANNA, 1],
                [BEA, 3],
              ],
            },
          ],
          how: { mode: 'equally' },
        },
      ],
    ];
    for (const [why, kind, money] of strange) {
      const row = writeCreation(
        anna.ledger,
        kind,
        anna.context.newId('e'),
        { money, date: '2026-05-02' },
        anna.context,
      );
      if (!row.ok) throw new Error(row.refusal.reason);
      anna.receive([[row.value.id, row.value.json]]);
      whyById.set(row.value.id, why);
    }
    const { offers, others } = previewFor(anna);
    expect(offers).toEqual([]);
    expect(new Map(others.map(({ entry, why }) => [entry.id, why]))).toEqual(whyById);
    const entryIds = [...whyById.keys()];
    expect(anna.run(includeMember(anna.ledger, { memberId: CLEO, entryIds }, anna.context)).rows).toEqual([]);
  });

  it('does not add a 201st person', () => {
    const [anna] = classOfThree();
    const ids = Array.from(
      { length: 200 },
      (_, i) => anna.run(addMember(anna.ledger, { name: `Guest ${String(i)}` }, anna.context)).entityId,
    );
    add(anna, equally(100_000, ids.slice(0, 199)), '2026-05-03');
    add(anna, { ...equally(100_000, ids), payers: [[ids[0] ?? '', 100_000]] });
    const { offers, others } = previewFor(anna);
    expect(offers).toHaveLength(1);
    expect(others.map(({ why }) => why)).toEqual(['too-many']);
  });

  it('refuses who is unknown or has left, and leaves alone what no longer takes them', () => {
    const [anna] = classOfThree();
    const entryIds = [add(anna, equally(900, PAIR))];
    const asked = (memberId: string) => includeMember(anna.ledger, { memberId, entryIds }, anna.context);
    expect(asked('m_nobody01')).toEqual({
      ok: false,
      refusal: { reason: 'unknown-member', memberId: 'm_nobody01' },
    });
    const guest = anna.run(addMember(anna.ledger, { name: 'Guest' }, anna.context)).entityId;
    anna.run(setMemberState(anna.ledger, { memberId: guest, state: 'out' }, anna.context));
    expect(asked(guest)).toMatchObject({ refusal: { faults: [{ reason: 'left' }] } });
    anna.run(deleteEntity(anna.ledger, entryIds[0] ?? '', anna.context));
    expect(asked(CLEO)).toMatchObject({ ok: true, value: { rows: [] } });
  });

  it('adds to as many as fit one update, and to the others when it is asked again', () => {
    const [anna] = classOfThree();
    const guests = Array.from(
      { length: 150 },
      (_, i) => anna.run(addMember(anna.ledger, { name: `Guest ${String(i)}` }, anna.context)).entityId,
    );
    const entryIds = Array.from({ length: 90 }, () => add(anna, equally(100_000, guests)));
    let commands = 0;
    let rows = 0;
    for (;;) {
      const command = anna.run(includeMember(anna.ledger, { memberId: CLEO, entryIds }, anna.context));
      if (command.rows.length === 0) break;
      const length = command.rows.reduce((sum, { id, json }) => sum + id.length + json.length, 0);
      expect(length).toBeLessThanOrEqual(MAX_COMMAND_LENGTH);
      commands += 1;
      rows += command.rows.length;
    }
    expect(commands).toBeGreaterThan(1);
    expect(rows).toBe(90);
  });

  it('sums to zero, gives parts that add up, moves balances as foreseen, and touches only what was chosen', () => {
    const people = [ANNA, BEA, 'guest'] as const;
    const some = subarray([...people], { minLength: 1 });
    const entries = array(
      record({
        amount: integer({ min: 1, max: 100_000 }),
        currency: constantFrom('EUR', 'JPY'),
        kind: constantFrom('expense', 'income'),
        payer: constantFrom(...people),
        mode: constantFrom('equally', 'shares', 'exact'),
        who: some,
        isChosen: constantFrom(true, true, false),
      }),
      { minLength: 1, maxLength: 8 },
    );
    assert(
      property(entries, (drawn) => {
        const [anna] = classOfThree();
        const guest = anna.run(addMember(anna.ledger, { name: 'Guest' }, anna.context)).entityId;
        const idOf = (who: string): string => (who === 'guest' ? guest : who);
        const chosen = new Set<string>();
        for (const { amount, currency, kind, payer, mode, who, isChosen } of drawn) {
          const ids = who.map(idOf);
          const recipe: SplitRecipe =
            mode === 'equally'
              ? { mode: 'equally', memberIds: ids }
              : mode === 'shares'
                ? { mode: 'shares', shares: ids.map((id, i) => [id, String(i + 1)]) }
                : { mode: 'exact', parts: ids.map((id, i) => [id, i === 0 ? amount : 0]) };
          const payers: MoneyInput['payers'] = [[idOf(payer), amount]];
          const id = add(anna, { kind, amountMinor: amount, currency, payers, split: recipe });
          if (isChosen) chosen.add(id);
        }
        const preview = previewFor(anna);
        const offers = preview.offers.filter(({ entry }) => chosen.has(entry.id));
        const before = balances(anna);
        const headsOf = () => new Map(Array.from(anna.ledger.entries(), ({ id, heads }) => [id, heads]));
        const headsBefore = headsOf();
        const totals = totalChanges(offers);
        for (const [, byMember] of totals)
          expect([...byMember.values()].reduce((sum, minor) => sum + minor, 0n)).toBe(0n);

        anna.run(includeMember(anna.ledger, { memberId: CLEO, entryIds: [...chosen] }, anna.context));

        const expected = new Map(before);
        for (const [currency, byMember] of totals)
          for (const [id, minor] of byMember) {
            const key = `${currency} ${id}`;
            expected.set(key, (expected.get(key) ?? 0n) + minor);
          }
        for (const [key, minor] of expected) if (minor === 0n) expected.delete(key);
        expect(balances(anna)).toEqual(expected);
        const touched = new Set(offers.map(({ entry }) => entry.id));
        for (const [id, heads] of headsOf()) {
          expect(heads !== headsBefore.get(id) && heads.join() !== headsBefore.get(id)?.join()).toBe(
            touched.has(id),
          );
          for (const leg of anna.ledger.entry(id)?.legs ?? [])
            for (const side of [leg.pay, leg.owe])
              expect(side.reduce((sum, [, minor]) => sum + minor, 0)).toBe(leg.amt);
        }
        for (const { entry, money } of offers) expect(anna.ledger.entry(entry.id)?.legs).toEqual(money.legs);
      }),
    );
  });
});
