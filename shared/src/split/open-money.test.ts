import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LegPart, readMoneyGroup } from '../revisions/money-group.ts';
import type { MoneyInput } from './money-input.ts';
import { openMoney } from './open-money.ts';
import type { SplitRecipe } from './recipe.ts';
import { resolveMoney } from './resolve-money.ts';
import { ali, bea, cy, dinner, resolved, seed } from './test-dinner.ts';

const runs = { numRuns: 2000 };

/** Cuts a total at the given thousandths, so that the parts add up. */
function cut(total: number, ids: readonly string[], thousandths: readonly number[]): LegPart[] {
  const cuts = ids.slice(1).map((_, i) => Math.floor((total * (thousandths[i] ?? 0)) / 1000));
  const at = [0, ...cuts.toSorted((a, b) => a - b), total];
  return ids.map((id, i) => [id, (at[i + 1] ?? 0) - (at[i] ?? 0)]);
}

const anyIds = fc.shuffledSubarray([ali, bea, cy, 'm_dan000', 'm_eve000'], { minLength: 1 });
const anyCuts = fc.array(fc.nat({ max: 1000 }), { minLength: 4, maxLength: 4 });

function anyRecipe(amountMinor: number): fc.Arbitrary<SplitRecipe> {
  const texts = fc.constantFrom('0', '1', '2', '0.5', '.25', '3.0', '0.3333');
  return fc
    .tuple(anyIds, anyCuts, fc.array(texts, { minLength: 4, maxLength: 4 }))
    .chain(([ids, cuts, shares]) => {
      const parts = cut(amountMinor, ids, cuts);
      const [tip = 0, ...lines] = cut(amountMinor, ['tip', ...ids], cuts).map(([, minor]) => minor);
      return fc.constantFrom<SplitRecipe[]>(
        { mode: 'equally', memberIds: ids },
        { mode: 'shares', shares: ids.map((id, i) => [id, shares[i] ?? '1']) },
        { mode: 'percent', basisPoints: cut(10_000, ids, cuts) },
        { mode: 'exact', parts },
        { mode: 'adjust', adjustments: parts.map(([id, minor], i) => [id, i % 2 === 0 ? minor : 0]) },
        {
          mode: 'items',
          memberIds: ids,
          items: lines.map((line, i) => ({
            title: shares[i] ?? '',
            // A line of one unit more, so that tip and discount have something to follow.
            amountMinor: line + 1,
            memberIds: ids.slice(0, i + 1),
            ...(i % 2 === 1 && { weights: ids.slice(0, i + 1).map((_, j) => (i + j) % 3) }),
          })),
          extras: [
            { kind: 'tip', amountMinor: tip },
            { kind: 'tax', amountMinor: 0 },
            { kind: 'discount', amountMinor: lines.length },
          ],
        },
      );
    });
}

const anyRate = fc.record({
  currency: fc.constantFrom('JPY', 'KWD', 'CHF'),
  num: fc.integer({ min: 1, max: 100_000 }),
  den: fc.integer({ min: 1, max: 100_000 }),
});

const anyMoneyInput: fc.Arbitrary<MoneyInput> = fc
  .oneof(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 1e9 }))
  .chain((amountMinor) =>
    fc.tuple(
      fc.constant(amountMinor),
      fc.constantFrom<MoneyInput['kind'][]>('expense', 'income'),
      fc.tuple(anyIds, anyCuts).map(([ids, cuts]) => cut(amountMinor, ids, cuts)),
      anyRecipe(amountMinor),
      fc.option(anyRate, { nil: undefined }),
    ),
  )
  .map(([amountMinor, kind, payers, split, countIn]): MoneyInput => ({
    kind,
    amountMinor,
    currency: 'EUR',
    payers,
    split,
    ...(countIn && { countIn }),
  }))
  .filter((input) => {
    const result = resolveMoney(input, seed);
    if (result.ok) return true;
    // What random rates and shares may come to; any other refusal fails the test.
    const { reason } = result.refusal;
    return !['converted-zero', 'converted-too-large', 'weights-zero'].includes(reason);
  });

describe('money opened again', () => {
  it('[S13] is the input exactly, in every mode', () => {
    fc.assert(
      fc.property(anyMoneyInput, fc.stringMatching(/^e_[a-z]{6,9}$/), (input, id) => {
        const money = resolved(input, id);
        expect(readMoneyGroup(money).ok).toBe(true);
        expect(openMoney(input.kind, money, id)).toEqual(input);
      }),
      runs,
    );
  });

  it('[S13] never moves a cent when it is saved again, whatever the recipe and the order of members', () => {
    fc.assert(
      fc.property(
        anyMoneyInput,
        fc.jsonValue(),
        fc.jsonValue(),
        fc.boolean(),
        (input, how, orig, keepsHow) => {
          const money = resolved(input);
          const tampered = { ...money, how: keepsHow ? money.how : how, orig };
          const opened = openMoney(input.kind, tampered, seed);
          expect(opened && resolved(opened).legs).toEqual(money.legs);
        },
      ),
      runs,
    );
  });

  it('[S13] peers 8: editing the title of 0.04 by 3 moves no cent', () => {
    const money = resolved(dinner({ amountMinor: 4 }));
    const opened = openMoney('expense', money, seed);
    expect(opened && resolved(opened)).toEqual(money);
  });

  it('[S13] peers 10: 20.00 at 25, 25 and 50 % can be saved again', () => {
    const basisPoints = [
      [ali, 2500],
      [bea, 2500],
      [cy, 5000],
    ] as const;
    const input = dinner({ amountMinor: 2000, split: { mode: 'percent', basisPoints } });
    const opened = openMoney('expense', resolved(input), seed);
    expect(opened?.split).toEqual(input.split);
    expect(opened && resolved(opened).legs[0]?.owe.map(([, minor]) => minor)).toEqual([500, 500, 1000]);
  });

  it('[S13] peers 24: the weights of an entry are its own', () => {
    const money = resolved(
      dinner({
        split: {
          mode: 'shares',
          shares: [
            [ali, '2'],
            [bea, '1'],
          ],
        },
      }),
    );
    expect(openMoney('expense', money, seed)?.split).toEqual({
      mode: 'shares',
      shares: [
        [ali, '2'],
        [bea, '1'],
      ],
    });
  });

  it('[S13] peers 7: a stored recipe without any weight opens as exact amounts', () => {
    const money = resolved(dinner());
    for (const w of [['0', '0', '0'], ['-1', '1', '1'], [0, 0, 0], ['1', '1'], null, { length: 3 }]) {
      const opened = openMoney('expense', { ...money, how: { mode: 'shares', w } }, seed);
      expect(opened?.split).toEqual({ mode: 'exact', parts: money.legs[0]?.owe });
    }
  });

  it('[S13] survives hostile recipes and amounts', () => {
    const money = resolved(dinner());
    const exact = { ...dinner(), split: { mode: 'exact', parts: money.legs[0]?.owe } };
    const hows = [
      'equally',
      null,
      [],
      7,
      { mode: '__proto__' },
      { mode: 'constructor' },
      { mode: ['equally'] },
      { mode: 'newer' },
      JSON.parse('{"__proto__":{"mode":"equally"}}') as unknown,
      Object.create({ mode: 'equally' }) as unknown,
      { mode: 'percent', bp: [Infinity, NaN, -0] },
      { mode: 'percent', bp: ['3333', 3333, 3334] },
      { mode: 'adjust', adj: [2 ** 53, 0, 0] },
      { mode: 'adjust', adj: [0, 0, 10n] },
      { mode: 'items', items: [['x', 100, [0, 1, 9]]], extras: [] },
      { mode: 'items', items: [['x', 100, [0, '1']]], extras: [] },
      { mode: 'items', items: [['x', 100, 'length']], extras: [] },
      { mode: 'items', items: [['x', 100, [0, 1], null]], extras: [] },
      { mode: 'items', items: {}, extras: [] },
      { mode: 'items', items: [null], extras: [] },
      { mode: 'items', items: [[1, 2, []]], extras: [] },
      { mode: 'items', items: [], extras: [['toString', 100]] },
      { mode: 'items', items: [], extras: [['tax']] },
    ];
    for (const how of hows) expect(openMoney('expense', { ...money, how }, seed)).toEqual(exact);
    expect(openMoney('expense', { legs: money.legs }, seed)).toEqual(exact);
    const origs = [
      [],
      'USD',
      { cur: 'USD' },
      { cur: 'USD', amt: 100, num: 0, den: 1 },
      { cur: 'USD', amt: -5, num: 1, den: 1 },
      { cur: 'USD', amt: 200, num: 2, den: 1 },
      { cur: 'USD', amt: Infinity, num: 1, den: 1 },
      { cur: 'EUR', amt: 100, num: 1, den: 1 },
      { cur: '__proto__', amt: 100, num: 1, den: 1 },
      { cur: 'USD', amt: 100, num: 2 ** 53, den: 1 },
    ];
    for (const orig of origs) expect(openMoney('expense', { ...money, orig }, seed)).toEqual(exact);
  });

  it('[S13] is null for several legs, and exact amounts under another seed that moves the cents', () => {
    const money = resolved(dinner());
    expect(openMoney('expense', { legs: [...money.legs, ...money.legs] }, seed)).toBeNull();
    expect(openMoney('expense', { legs: [] }, seed)).toBeNull();
    const modes = Array.from(
      { length: 20 },
      (_, i) => openMoney('expense', money, `e_other${String(i)}`)?.split.mode,
    );
    expect(new Set(modes)).toEqual(new Set(['equally', 'exact']));
  });
});
