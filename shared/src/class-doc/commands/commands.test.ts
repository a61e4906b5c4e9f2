import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '../../calendar/day.ts';
import type { RecurrenceRule } from '../../calendar/recurrence.ts';
import type { Result } from '../../money/result.ts';
import { parseRevision } from '../../revisions/revision.ts';
import type { MoneyInput } from '../../split/money-input.ts';
import type { SplitRecipe } from '../../split/recipe.ts';
import { addComment } from './add-comment.ts';
import { addEntry } from './add-entry.ts';
import type { Command } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';
import { convertCurrency } from './convert-currency.ts';
import { deleteEntity, restoreEntity } from './delete-entity.ts';
import { editClass } from './edit-class.ts';
import { editEntry } from './edit-entry.ts';
import { addMember, claimMember, renameMember, setMemberState, unclaimMember } from './members.ts';
import { dueOccurrences, makeOccurrences } from './occurrences.ts';
import { addPlan, editPlan } from './plans.ts';
import { editPayment, recordPayment } from './record-payment.ts';
import { restoreValue } from './restore-value.ts';
import type { TestReplica } from './test-replica.ts';
import { ANNA, BEA, CLEO, classOfThree, exchange } from './test-replica.ts';

const anyMember = fc.constantFrom(ANNA, BEA, CLEO, ANNA, BEA, CLEO, 'm_nobody01', '__proto__');
const anyMinor = fc.oneof(
  fc.integer({ min: 1, max: 100_000 }),
  fc.constantFrom(0, -0, -5, 0.5, NaN, Infinity, 1e12, 1e12 + 1, Number.MAX_SAFE_INTEGER),
);
const anyText = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    ' Tea ',
    '__proto__',
    '\ud800',
    '\0',
    'a\nb',
    '👵',
    'x'.repeat(60),
    'x'.repeat(201),
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('\0'.repeat(10_000), '€'.repeat(10_001)),
);
const anyDay = fc.constantFrom<Day>('2026-01-31', '2026-05-04', '1969-12-31', '2026-02-30', '');
const anyCurrency = fc.constantFrom('EUR', 'EUR', 'EUR', 'JPY', 'KWD', 'eur', '');
const anyMembers = fc.oneof(
  fc.uniqueArray(anyMember, { maxLength: 3 }),
  fc.array(anyMember, { maxLength: 3 }),
);
const anySplit: fc.Arbitrary<SplitRecipe> = fc.oneof(
  fc.record({ mode: fc.constant('equally' as const), memberIds: anyMembers }),
  fc.record({
    mode: fc.constant('shares' as const),
    shares: fc.array(fc.tuple(anyMember, fc.constantFrom('1', '0.5', '0', 'x')), { maxLength: 3 }),
  }),
  fc.record({
    mode: fc.constant('percent' as const),
    basisPoints: fc.constantFrom([[ANNA, 10_000] as const], [[ANNA, 5000] as const]),
  }),
);
const anyMoney: fc.Arbitrary<MoneyInput> = fc
  .record({
    kind: fc.constantFrom('expense', 'income'),
    amountMinor: anyMinor,
    currency: anyCurrency,
    payerId: anyMember,
    split: anySplit,
  })
  .map(({ payerId, ...money }) => ({ ...money, payers: [[payerId, money.amountMinor]] }));
const anyFields = fc.record({
  money: anyMoney,
  day: anyDay,
  title: anyText,
  category: fc.constantFrom('', 'fun', 'a b', 'x'.repeat(61)),
  note: anyText,
  tags: fc.array(anyText, { maxLength: 2 }),
});
const anyRule = fc.record<RecurrenceRule>({
  every: fc.constantFrom(1, 2, 0, NaN, 1000),
  unit: fc.constantFrom('day', 'week', 'month', 'year'),
  anchor: anyDay,
});

type Run = (replica: TestReplica, ids: readonly string[]) => Result<Command, CommandRefusal>;

/** Commands with good and bad input about whatever entity is there. */
const anyCommand: fc.Arbitrary<Run> = fc
  .record({
    fields: anyFields,
    rule: anyRule,
    which: fc.nat(),
    memberId: anyMember,
    otherId: anyMember,
    text: anyText,
    group: fc.constantFrom('money', 'title', 'del', 'same', 'rule', 'constructor'),
    state: fc.constantFrom('in', 'out'),
    num: fc.constantFrom(1, 3, 0, 0.5, 2 ** 52),
  })
  .chain(({ fields, rule, which, memberId, otherId, text, group, state, num }) => {
    const { day, money, title, category, note } = fields;
    const { amountMinor, currency } = money;
    const payment = { fromId: memberId, toId: otherId, amountMinor, currency, day, note };
    const template = { money, title, category, note };
    const idOf = (ids: readonly string[]) => ids[which % Math.max(1, ids.length)] ?? 'e_nothing1';
    const past = (ids: readonly string[]) => ({
      entityId: idOf(ids),
      revisionId: idOf(ids.slice(1)),
      group,
      today: '2026-02-10',
    });
    const runs: Run[] = [
      ({ ledger, context }) => addEntry(ledger, fields, context),
      ({ ledger, context }, ids) => editEntry(ledger, { entryId: idOf(ids), changes: fields }, context),
      ({ ledger, context }, ids) => editEntry(ledger, { entryId: idOf(ids), changes: { note } }, context),
      ({ ledger, context }, ids) => deleteEntity(ledger, idOf(ids), context),
      ({ ledger, context }, ids) =>
        restoreEntity(ledger, { entityId: idOf(ids), today: '2026-02-10' }, context),
      ({ ledger, context }, ids) => restoreValue(ledger, past(ids), context),
      ({ ledger, context }) => recordPayment(ledger, payment, context),
      ({ ledger, context }, ids) => editPayment(ledger, { ...payment, entryId: idOf(ids) }, context),
      ({ ledger, context }) =>
        convertCurrency(ledger, { from: currency, to: 'USD', num, den: 7, day }, context),
      ({ ledger, context }) => addMember(ledger, { name: text }, context),
      ({ ledger, context }) => renameMember(ledger, { memberId, name: text }, context),
      ({ ledger, context }) => claimMember(ledger, { memberId, asId: otherId }, context),
      ({ ledger, context }) => unclaimMember(ledger, { memberId }, context),
      ({ ledger, context }) => setMemberState(ledger, { memberId, state }, context),
      ({ ledger, context }) => editClass(ledger, { name: text, currency, look: title }, context),
      ({ ledger, context }, ids) => addComment(ledger, { on: idOf(ids), text }, context),
      ({ ledger, context }) => addPlan(ledger, { rule, template }, context),
      ({ ledger, context }, ids) =>
        editPlan(ledger, { planId: idOf(ids), rule, template, today: '2026-02-10' }, context),
      ({ ledger, context }) => ({
        ok: true,
        value: makeOccurrences(ledger, dueOccurrences(ledger, '2026-02-10', 5), context),
      }),
    ];
    return fc.constantFrom(...runs);
  });

describe('commands', () => {
  it(
    '[D20] write nothing that readers put aside, whatever is entered, and have seen all heads',
    { timeout: 60_000 },
    () => {
      const step = fc.record({
        who: fc.nat(2),
        run: anyCommand,
        send: fc.boolean(),
        skewMs: fc.constantFrom(0, 1e8, -1e8),
      });
      let written = 0;
      let refused = 0;
      fc.assert(
        fc.property(fc.array(step, { minLength: 5, maxLength: 15 }), (steps) => {
          const replicas = classOfThree();
          for (const { who, run, send, skewMs } of steps) {
            const replica = replicas[who] ?? replicas[0];
            replica.nowMs = Math.max(0, replica.nowMs + skewMs);
            const ids = Array.from(replica.rowById.keys()).concat('c_class0', ANNA);
            const result = run(replica, ids);
            if (!result.ok) {
              expect(result.refusal.reason).toBeTypeOf('string');
              refused += 1;
            } else if (result.value.rows.length > 0) {
              written += 1;
              const { rows, entityId, name } = replica.write(result.value);
              for (const { id, json } of rows) {
                expect(id).toMatch(/^[er]_/);
                expect(parseRevision(id, json)).toMatchObject({ ok: true, value: { a: replica.authorId } });
              }
              if (name !== 'make-occurrences') {
                expect(replica.ledger.entity(entityId)?.heads).toEqual([rows.at(-1)?.id]);
              }
            }
            if (send) replicas[(who + 1) % 3]?.receive(replica.rowById);
          }
          exchange(replicas);
          for (const { ledger } of replicas) {
            expect(ledger.quarantined()).toEqual([]);
            for (const members of ledger.balances().values()) {
              const sum = Array.from(members.values()).reduce(
                (total, { balanceMinor }) => total + balanceMinor,
                0n,
              );
              expect(sum).toBe(0n);
            }
          }
          const [anna, ...others] = replicas.map(({ ledger }) => ledger.balances());
          for (const other of others) expect(other).toEqual(anna);
        }),
        { numRuns: 1000 },
      );
      // Both kinds of outcome were common, so that the property above says something.
      expect(written).toBeGreaterThan(500);
      expect(refused).toBeGreaterThan(500);
    },
  );

  it('[D20] take a clock from before 1970 and one from the far future', () => {
    const [anna] = classOfThree();
    const context = { ...anna.context, nowMs: -1e12 };
    const early = addComment(anna.ledger, { on: BEA, text: 'Hello' }, context);
    expect(anna.run(early).rows).toHaveLength(1);
    anna.receive([['r_future001', JSON.stringify({ k: 'm', e: CLEO, t: 9e15, a: CLEO, s: { look: 'x' } })]]);
    const late = anna.run(
      addComment(anna.ledger, { on: BEA, text: 'Hello' }, { ...anna.context, nowMs: 5e6 }),
    );
    expect(anna.ledger.revision(late.rows[0]?.id ?? '')?.t).toBe(5e6 + 86_400_000);
  });
});
