import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ParticipantSets } from '../balances/participant-sets.ts';
import { RunningBalances } from '../balances/running-balances.ts';
import type { LogChange } from './class-ledger.ts';
import { ClassLedger } from './class-ledger.ts';
import { assertSameAsRebuilt } from './rebuilt.ts';
import { ALI, BEA, CYD, balancesIn, change, ledgerOf, moneyOf } from './test-records.ts';

const memberIds = [ALI, BEA, CYD, 'm_dan000'];
const keys = [
  'e_0000010',
  'e_0000020',
  's_0000010',
  'o_0000010',
  'p_0000010',
  'c_class0',
  ...memberIds,
].concat(Array.from({ length: 8 }, (_, i) => `r_00000${String(i)}0`));

/** Legs that add up, in which people may pay and owe at once, with parts of zero. */
const goodMoney = fc
  .record({
    cur: fc.constantFrom('EUR', 'USD'),
    amt: fc.integer({ min: 1, max: 1_000_000_000_000 }),
    payer: fc.constantFrom(...memberIds),
    owers: fc.uniqueArray(fc.constantFrom(...memberIds), { minLength: 1 }),
    share: fc.nat({ max: 1000 }),
    isConversion: fc.boolean(),
  })
  .map(({ cur, amt, payer, owers: [first = ALI, ...rest], share, isConversion }) => {
    const part = Math.floor((amt * share) / 1000 / memberIds.length);
    const owe = rest.map((id): [string, number] => [id, part]);
    return moneyOf([[payer, amt]], [[first, amt - part * rest.length], ...owe], cur, {
      how: isConversion ? { mode: 'convert' } : undefined,
    });
  });

const hostileValue = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(null, 0, '', 'm_nobody', '__proto__', ...memberIds),
);

const groups = fc.record(
  {
    money: fc.oneof({ weight: 6, arbitrary: goodMoney }, { weight: 1, arbitrary: hostileValue }),
    title: fc.constantFrom('a', 'b'),
    del: fc.constantFrom(0, 1, true),
    same: hostileValue,
    state: fc.constantFrom('in', 'out', 7),
    name: hostileValue,
    on: fc.constantFrom(...keys),
    rule: hostileValue,
    tags: hostileValue,
  },
  { requiredKeys: [] },
);

const record = fc
  .record({
    k: fc.constantFrom('x', 'x', 'x', 'i', 's', 'm', 'p', 't', 'c', 'poll'),
    e: fc.constantFrom(undefined, ...keys),
    b: fc.option(fc.uniqueArray(fc.constantFrom(...keys), { maxLength: 3 }), { nil: undefined }),
    t: fc.nat({ max: 4 }),
    a: fc.constantFrom(...memberIds),
    auto: fc.constantFrom(undefined, undefined, 'p_0000010'),
    s: groups,
  })
  .map((fields) => JSON.stringify(fields));

/** One key and what stands under it from then on: mostly a record, else nothing, a broken one or no text at all. */
const logChange: fc.Arbitrary<LogChange> = fc.record({
  id: fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...keys) }, { weight: 1, arbitrary: fc.string() }),
  value: fc.oneof(
    { weight: 20, arbitrary: record },
    { weight: 2, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.anything({ withBigInt: true }) },
  ),
});

/** A log as it changes over time; a key may change more than once, as no honest log does. */
const changeLists: fc.Arbitrary<LogChange[]> = fc.array(logChange, { maxLength: 30 });

/** What stands in the log after all changes. */
function contentsAfter(changes: readonly LogChange[]): LogChange[] {
  const contents = new Map(changes.map((one) => [one.id, one.value]));
  return Array.from(contents, ([id, value]) => ({ id, value })).filter(({ value }) => value !== undefined);
}

const E = 'e_0000010';
const dinner = change(E, {
  s: {
    money: moneyOf(
      [[ALI, 100]],
      [
        [ALI, 50],
        [BEA, 50],
      ],
    ),
    title: 'Dinner',
  },
});

describe('ClassLedger', { timeout: 60_000 }, () => {
  afterEach(() => vi.restoreAllMocks());

  it('[D8] is after each change what building it anew gives', () => {
    fc.assert(
      fc.property(changeLists, (changes) => {
        const ledger = new ClassLedger();
        changes.forEach((one, i) => {
          ledger.apply([one]);
          if (i % 5 === 4) assertSameAsRebuilt(ledger, contentsAfter(changes.slice(0, i + 1)));
        });
        assertSameAsRebuilt(ledger, contentsAfter(changes));
      }),
      { numRuns: 1000 },
    );
  });

  it('[D8] does not depend on order, repetition or batches', () => {
    fc.assert(
      fc.property(changeLists, fc.array(fc.nat(), { maxLength: 60 }), (changes, places) => {
        const contents = contentsAfter(changes);
        const shuffled = [...contents, ...contents]
          .map((one, i) => ({ one, at: places[i] ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        const ledger = new ClassLedger();
        for (let i = 0; i < shuffled.length; i += 3) ledger.apply(shuffled.slice(i, i + 3));
        assertSameAsRebuilt(ledger, contents);
      }),
      { numRuns: 1000 },
    );
  });

  it('[D8] names what a change changed, and nothing when it changed nothing', () => {
    const ledger = new ClassLedger();
    expect(ledger.apply([dinner])).toEqual(new Set([E]));
    const entry = ledger.entry(E);
    expect(ledger.apply([dinner, dinner])).toEqual(new Set());
    expect(ledger.entry(E)).toBe(entry);
    expect(ledger.apply([change('r_0000010', { e: E, b: [E], s: { title: 'Lunch' } })])).toEqual(
      new Set([E]),
    );
    expect([entry?.title, ledger.entry(E)?.title]).toEqual(['Dinner', 'Lunch']);
    expect(ledger.apply([{ id: 'r_0000020', value: 'broken' }])).toEqual(new Set(['r_0000020']));
  });

  it('[D8] names members whose identity or authorship changed with somebody else', () => {
    const ledger = ledgerOf(change(ALI, { k: 'm', a: BEA, s: { name: 'Ali' } }));
    expect(ledger.members().get(ALI)?.name).toBe('Ali');
    expect(ledger.apply([change(E, {})])).toEqual(new Set([E, ALI]));
    expect(ledger.members().get(ALI)).toMatchObject({ isAuthor: true, name: null });
    ledger.apply([change('m_cyd000', { k: 'm', a: BEA, s: { same: 'm_dan000' } })]);
    const pointing = change('r_0000010', { k: 'm', e: 'm_dan000', a: BEA, s: { same: 'm_eve000' } });
    expect(ledger.apply([pointing])).toEqual(new Set(['m_dan000', 'm_cyd000']));
    expect(ledger.members().get('m_cyd000')?.canonicalId).toBe('m_eve000');
  });

  it('[D8] finds the latest time again when the latest revision goes', () => {
    const ledger = ledgerOf(change(E, { t: 5 }), change('r_0000010', { e: E, t: 99 }));
    expect(ledger.maxSeenMs).toBe(99);
    ledger.apply([{ id: 'r_0000010', value: undefined }]);
    expect(ledger.maxSeenMs).toBe(5);
    expect(new ClassLedger().maxSeenMs).toBe(0);
  });

  it('[F9] names all heads of an entity, where its fold names the newest 32', () => {
    const edits = Array.from({ length: 40 }, (_, i) =>
      change(`r_00000${String(i + 10)}`, { e: E, b: [E], t: 11, s: { title: String(i) } }),
    );
    const ledger = ledgerOf(dinner, ...edits, change('r_0000099', { k: 'i', e: E, b: ['r_0000010'] }));
    expect(ledger.entity(E)?.heads).toHaveLength(32);
    const history = vi.spyOn(ledger, 'history');
    expect(ledger.allHeads(E)).toEqual(edits.map(({ id }) => id));
    expect(history).not.toHaveBeenCalled();
    expect([ledger.allHeads('e_unknown'), ledgerOf(dinner).allHeads(E)]).toEqual([[], [E]]);
  });

  it('[B3] balances sum to zero after every change, whatever it was', () => {
    fc.assert(
      fc.property(changeLists, (changes) => {
        const ledger = new ClassLedger();
        for (const one of changes) {
          ledger.apply([one]);
          for (const figures of ledger.balances().values()) {
            let sum = 0n;
            for (const { paidMinor, shareMinor, settledMinor, balanceMinor } of figures.values()) {
              expect(balanceMinor).toBe(paidMinor - shareMinor + settledMinor);
              sum += balanceMinor;
            }
            expect(sum).toBe(0n);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('[D8] takes a change at 10,000 expenses without adding all up again', () => {
    const ledger = new ClassLedger();
    const expense = (i: number) =>
      change(`e_${String(i).padStart(7, '0')}`, { s: { money: moneyOf([[ALI, i]], [[BEA, i]]) } });
    ledger.apply(Array.from({ length: 10_000 }, (_, i) => expense(i + 1)));
    const others = Array.from(ledger.entries());
    const added = [RunningBalances, ParticipantSets].map((sums) => vi.spyOn(sums.prototype, 'add'));
    const subtracted = vi.spyOn(RunningBalances.prototype, 'subtract');
    ledger.apply([expense(10_001)]);
    expect(balancesIn(ledger)[0]).toEqual([ALI, (10_001 * 10_002) / 2]);
    const kept = new Set(ledger.entries());
    expect(others.every((entry) => kept.has(entry))).toBe(true);
    expect(added.map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
    expect(subtracted).not.toHaveBeenCalled();
    ledger.apply([change('r_0000010', { e: 'e_0000001', b: ['e_0000001'], s: { del: 1 } })]);
    expect(balancesIn(ledger)[0]).toEqual([ALI, (10_001 * 10_002) / 2 - 1]);
    expect([...added.map(({ mock }) => mock.calls.length), subtracted.mock.calls.length]).toEqual([1, 1, 1]);
  });
});
