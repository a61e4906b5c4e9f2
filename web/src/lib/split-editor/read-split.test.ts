import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainStyle } from '@tallybook/shared/money/read-number';
import type { MoneyInput } from '@tallybook/shared/split/money-input';
import { resolveMoney } from '@tallybook/shared/split/resolve-money';
import type { SplitRecipe } from '@tallybook/shared/split/recipe';
import { openSplit } from './open-split.ts';
import { readSplit, type Entered, type SplitFault } from './read-split.ts';
import { readSplitDraft, writeSplitDraft, type SplitDraft } from './split-draft.ts';

const [ali, bea, cy] = ['m_ali000', 'm_bea000', 'm_cy0000'];
const around = { style: plainStyle, seed: 'e_dinner00' };
const entered: Entered = {
  kind: 'expense',
  amountMinor: 3000,
  currency: 'EUR',
  payerId: ali,
  memberIds: [ali, bea, cy],
};
const typeAs = { amount: (minor: number) => (minor / 100).toFixed(2) };

function draft(part: Partial<SplitDraft>): SplitDraft {
  return { ...readSplitDraft(''), ...part };
}

function partsOf(part: Partial<SplitDraft>, form: Partial<Entered> = {}): (readonly [string, number])[] {
  const read = readSplit(draft(part), { ...entered, ...form }, around);
  if (!read.ok) throw new Error(`Refused: ${JSON.stringify(read.refusal)}`);
  return [...(read.value.money.legs[0]?.owe ?? [])];
}

function faultOf(part: Partial<SplitDraft>, form: Partial<Entered> = {}): SplitFault | null {
  const read = readSplit(draft(part), { ...entered, ...form }, around);
  return read.ok ? null : read.refusal;
}

describe('what is typed', () => {
  it('as shares gives one to everybody who takes part and none to an empty field', () => {
    expect(partsOf({ mode: 'shares', shares: { [bea]: '2' } })).toEqual([
      [ali, 750],
      [bea, 1500],
      [cy, 750],
    ]);
    expect(partsOf({ mode: 'shares', shares: { [cy]: '', [bea]: '0,5' } })).toEqual([
      [ali, 2000],
      [bea, 1000],
    ]);
  });

  it('as percent adds up in hundredths, peers 9: 33.40, 33.30 and 33.30', () => {
    expect(
      partsOf(
        { mode: 'percent', percent: { [ali]: '33.40', [bea]: '33.30', [cy]: '33.30%' } },
        { amountMinor: 10_000 },
      ),
    ).toEqual([
      [ali, 3340],
      [bea, 3330],
      [cy, 3330],
    ]);
    expect(faultOf({ mode: 'percent', percent: { [ali]: '60', [bea]: '50' } })).toEqual({
      reason: 'percent-off',
      leftBasisPoints: -1000,
    });
  });

  it('as exact amounts gives the last empty field the rest, also after clearing it', () => {
    expect(partsOf({ mode: 'exact', exact: { [ali]: '10', [bea]: '5.50' } })).toEqual([
      [ali, 1000],
      [bea, 550],
      [cy, 1450],
    ]);
    expect(partsOf({ mode: 'exact', exact: { [ali]: '10', [bea]: '', [cy]: '12' } })).toEqual([
      [ali, 1000],
      [bea, 800],
      [cy, 1200],
    ]);
    // Whoever gets nothing of it takes no part.
    expect(partsOf({ mode: 'exact', exact: { [ali]: '10', [bea]: '20' } })).toHaveLength(2);
  });

  it('that does not add up says by how much, peers 11: 0.01 over', () => {
    const typed = { a: '110.11', b: '209.74', c: '104.87', d: '89.14', e: '10.49' };
    const exact = Object.fromEntries(Object.entries(typed).map(([id, text]) => [`m_${id}00000`, text]));
    const memberIds = Object.keys(exact);
    expect(faultOf({ mode: 'exact', exact }, { amountMinor: 52_434, memberIds })).toEqual({
      reason: 'exact-off',
      leftMinor: -1,
    });
    const cleared = { ...exact, m_e00000: '' };
    expect(partsOf({ mode: 'exact', exact: cleared }, { amountMinor: 52_434, memberIds }).at(-1)).toEqual([
      'm_e00000',
      1048,
    ]);
  });

  it('as more or less is on top of an equal split of the rest', () => {
    expect(partsOf({ mode: 'adjust', adjust: { [bea]: '6', [cy]: '−3' } })).toEqual([
      [ali, 900],
      [bea, 1500],
      [cy, 600],
    ]);
    expect(faultOf({ mode: 'adjust', adjust: { [bea]: '40' } })).toMatchObject({
      reason: 'adjustments-exceed',
      overMinor: 1000,
    });
  });

  it('as items spreads tax and tip in proportion, and a line that was only begun is none', () => {
    const item = (key: string, amount: string, memberIds: string[]) => ({
      key,
      title: key,
      amount,
      memberIds,
      weights: null,
    });
    const items = [
      item('soup', '12', [ali]),
      item('fish', '8', [bea]),
      item('wine', '3', [ali, bea]),
      { ...item('', '', [ali]), title: ' ' },
    ];
    const extras = [
      ['tax', '1.85'],
      ['tip', '3'],
      ['discount', ''],
    ] as const;
    const parts = partsOf({ mode: 'items', items, extras }, { amountMinor: 2785 });
    expect(parts.reduce((sum, [, minor]) => sum + minor, 0)).toBe(2785);
    expect(parts.slice(0, 2)).toEqual([
      [ali, 1635],
      [bea, 1150],
    ]);
    expect(faultOf({ mode: 'items', items: [item('soup', '-4', [ali])] })).toEqual({
      reason: 'unreadable',
      part: 'item',
      item: 0,
    });
    expect(faultOf({ mode: 'items', items: [item('soup', '30', [])] })).toEqual({
      reason: 'item-nobody',
      item: 0,
    });
  });

  it('of several payers must come to the amount, and one left empty takes the rest', () => {
    const read = readSplit(draft({ payers: { [ali]: '20', [bea]: '' } }), entered, around);
    expect(read.ok && read.value.input.payers).toEqual([
      [ali, 2000],
      [bea, 1000],
    ]);
    expect(faultOf({ payers: { [ali]: '20', [bea]: '5' } })).toEqual({
      reason: 'payers-off',
      leftMinor: 500,
    });
    expect(faultOf({ payers: { [ali]: '', [bea]: '' } })).toMatchObject({ reason: 'payer-without-amount' });
  });

  it('as a rate or as both sums counts in another currency', () => {
    const usd = { currency: 'USD', amountMinor: 18_720 };
    const byRate = readSplit(
      draft({ rate: { currency: 'EUR', by: 'rate', text: '0,92' } }),
      { ...entered, ...usd },
      around,
    );
    expect(byRate.ok && byRate.value.money.legs[0]).toMatchObject({ cur: 'EUR', amt: 17_222 });
    const bySum = readSplit(
      draft({ rate: { currency: 'EUR', by: 'amount', text: '172' } }),
      { ...entered, ...usd },
      around,
    );
    expect(bySum.ok && bySum.value.money.legs[0]).toMatchObject({ cur: 'EUR', amt: 17_200 });
    for (const text of ['0', '', 'much', '-1', '0.000']) {
      expect(faultOf({ rate: { currency: 'EUR', by: 'rate', text } }, usd)).toEqual({
        reason: 'unreadable',
        part: 'rate',
      });
    }
    // The form's currency became the one that counts: there is nothing to convert.
    expect(faultOf({ rate: { currency: 'EUR', by: 'rate', text: '' } })).toBeNull();
  });

  it('a rate of thousands is read by the style, and opened again as it was in every style', () => {
    const eur = { currency: 'EUR', amountMinor: 100_00 };
    const read = readSplit(
      draft({ rate: { currency: 'IDR', by: 'rate', text: '17,250' } }),
      { ...entered, ...eur },
      around,
    );
    expect(read.ok && read.value.money.legs[0]).toMatchObject({ cur: 'IDR', amt: 172_500_000 });
    const input = (num: number, den: number): MoneyInput => ({
      kind: 'expense',
      ...eur,
      payers: [[ali, 100_00]],
      split: { mode: 'equally', memberIds: [ali, bea] },
      countIn: { currency: 'CHF', num, den },
    });
    for (const style of [plainStyle, { decimal: ',', group: '.' }]) {
      for (const [num, den] of [
        [9, 8],
        [17_250, 1],
        [1_234_567_890_123, 10_000_000_000_000],
      ] as const) {
        const opened = openSplit(input(num, den), typeAs);
        const rate = opened?.draft.rate;
        const again = readSplit(draft({ rate: rate ?? null }), { ...entered, ...eur }, { ...around, style });
        expect(again.ok && again.value.money.legs[0]?.amt).toBe(Math.round((10_000 * num) / den));
      }
    }
  });

  it('peers 14: 491,687 rupiah at 0.00005 and at 0.0000512 are not the same', () => {
    const idr = { currency: 'IDR', amountMinor: 49_168_700 };
    const at = (text: string) => {
      const read = readSplit(
        draft({ rate: { currency: 'EUR', by: 'rate', text } }),
        { ...entered, ...idr },
        around,
      );
      return read.ok ? read.value.money.legs[0]?.amt : null;
    };
    expect([at('0.00005'), at('0.0000512')]).toEqual([2458, 2517]);
  });

  it('is kept as a text, and a plain equal split as none', () => {
    const typed = draft({ mode: 'percent', percent: { [ali]: '12,' }, payers: { [bea]: '' } });
    expect(readSplitDraft(writeSplitDraft(typed))).toEqual(typed);
    expect(writeSplitDraft(draft({}))).toBe('');
    expect(readSplitDraft('{torn')).toEqual(draft({}));
    // What was typed in another mode is not lost by looking at this one.
    expect(readSplitDraft(writeSplitDraft({ ...typed, mode: 'equally' })).percent).toEqual({ [ali]: '12,' });
  });
});

describe('an entry opened again', () => {
  const ids = fc.shuffledSubarray([ali, bea, cy, 'm_dan000'], { minLength: 1 });
  const cut = (total: number, count: number, at: readonly number[]): number[] => {
    const cuts = at.slice(0, count - 1).map((thousandth) => Math.floor((total * thousandth) / 1000));
    const sorted = [0, ...cuts.sort((a, b) => a - b), total];
    return Array.from({ length: count }, (_, i) => (sorted[i + 1] ?? 0) - (sorted[i] ?? 0));
  };
  const anyInput: fc.Arbitrary<MoneyInput> = fc
    .record({
      amountMinor: fc.integer({ min: 1, max: 10_000_000 }),
      ids,
      payers: ids,
      at: fc.array(fc.nat({ max: 1000 }), { minLength: 4, maxLength: 4 }),
      mode: fc.constantFrom('equally', 'shares', 'percent', 'exact', 'adjust', 'items'),
      kind: fc.constantFrom<MoneyInput['kind'][]>('expense', 'income'),
      rate: fc.option(
        fc.record({ num: fc.integer({ min: 1, max: 5000 }), den: fc.constantFrom(1, 100, 1000, 7, 250) }),
      ),
    })
    .map(({ amountMinor, ids: who, payers, at, mode, kind, rate }) => {
      const of = (total: number, people: readonly string[]) =>
        people.map((id, i) => [id, cut(total, people.length, at)[i] ?? 0] as const);
      const splits: Record<string, SplitRecipe> = {
        equally: { mode: 'equally', memberIds: who },
        shares: { mode: 'shares', shares: who.map((id, i) => [id, ['1', '0.5', '2', '3'][i] ?? '1']) },
        percent: { mode: 'percent', basisPoints: of(10_000, who) },
        exact: { mode: 'exact', parts: of(amountMinor, who) },
        adjust: {
          mode: 'adjust',
          adjustments: of(amountMinor, who).map(([id, minor], i) => [id, i === 0 ? 0 : minor]),
        },
        items: {
          mode: 'items',
          memberIds: who,
          items: of(amountMinor, who).map(([id, minor]) => ({
            title: 'x',
            amountMinor: minor,
            memberIds: id === who[0] ? who : [id],
          })),
          extras: [],
        },
      };
      return {
        kind,
        amountMinor,
        currency: 'EUR',
        payers: of(amountMinor, payers),
        split: splits[mode] ?? { mode: 'equally', memberIds: who },
        ...(rate && { countIn: { currency: 'CHF', ...rate } }),
      };
    });

  it('comes to the same cents for everybody, whatever the mode', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const money = resolveMoney(input, around.seed);
        // Rates that come to nothing are refused.
        if (!money.ok) return;
        const opened = openSplit(input, typeAs);
        expect(opened).not.toBeNull();
        if (!opened) return;
        const { draft: typed, payerId, memberIds } = opened;
        const { kind, amountMinor, currency } = input;
        const again = readSplit(
          readSplitDraft(writeSplitDraft(typed)),
          { kind, amountMinor, currency, payerId, memberIds },
          around,
        );
        expect(again.ok ? again.value.money.legs : again.refusal).toEqual(money.value.legs);
      }),
      { numRuns: 1000 },
    );
  });

  it('is not opened in fields that cannot hold it', () => {
    const equally: MoneyInput = {
      kind: 'expense',
      amountMinor: 100,
      currency: 'EUR',
      payers: [[ali, 100]],
      split: { mode: 'equally', memberIds: [ali, ali] },
    };
    expect(openSplit(equally, typeAs)).toBeNull();
    const items = [1_000, -900].map((amountMinor) => ({
      title: 'crate',
      amountMinor,
      memberIds: [ali, bea],
    }));
    const bill = { mode: 'items', memberIds: [ali, bea], items, extras: [] } as const;
    expect(resolveMoney({ ...equally, split: bill }, 'e_1').ok).toBe(true);
    expect(openSplit({ ...equally, split: bill }, typeAs)).toBeNull();
  });
});
