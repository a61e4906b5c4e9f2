import { plainStyle } from '@tallybook/shared/money/read-number';
import { describe, expect, it } from 'vitest';
import { splitMessagesEn } from '$lib/locale/split-messages-en.ts';
import { describeFault } from './describe-fault.ts';
import { readSplit, type Entered } from './read-split.ts';
import { readSplitDraft, type ItemDraft, type SplitDraft } from './split-draft.ts';

const [ali, bea] = ['m_ali000', 'm_bea000'];
const names = new Map([
  [ali, 'Ali'],
  [bea, 'Bea'],
]);
const entered: Entered = {
  kind: 'expense',
  amountMinor: 3000,
  currency: 'EUR',
  payerId: ali,
  memberIds: [ali, bea],
};
const words = {
  amount: (minor: number) => `€${(minor / 100).toFixed(2)}`,
  name: (id: string) => names.get(id) ?? id,
  percent: (basisPoints: number) => `${String(basisPoints / 100)}%`,
  count: String,
};

const item = (title: string, amount: string, memberIds: readonly string[] = [ali]): ItemDraft => ({
  key: title,
  title,
  amount,
  memberIds,
  weights: null,
});
const usd = { currency: 'USD', amountMinor: 1000 };
const guests = (count: number) => Array.from({ length: count }, (_, i) => `m_guest${String(1000 + i)}`);

/** What is said under the fields; null when it can be saved. */
function saidOf(typed: Partial<SplitDraft>, form: Partial<Entered> = {}): string | null {
  const draft = { ...readSplitDraft(''), ...typed };
  const read = readSplit(draft, { ...entered, ...form }, { style: plainStyle, seed: 'e_dinner00' });
  return read.ok ? null : describeFault(read.refusal, words, splitMessagesEn);
}

describe('a sentence names what is wrong with', () => {
  it.each<[string, Partial<SplitDraft>, Partial<Entered>, string]>([
    [
      'parts that fall short',
      { mode: 'exact', exact: { [ali]: '10', [bea]: '15' } },
      {},
      '€5.00 is still to be given out.',
    ],
    [
      'parts that are too much',
      { mode: 'exact', exact: { [ali]: '30', [bea]: '0.01' } },
      {},
      '€0.01 too much is given out.',
    ],
    [
      'a part that is no amount',
      { mode: 'exact', exact: { [bea]: 'half' } },
      {},
      'The part of Bea cannot be read. Type an amount.',
    ],
    [
      'a negative part',
      { mode: 'exact', exact: { [bea]: '-5' } },
      {},
      'The part of Bea cannot be read. Type an amount.',
    ],
    [
      'percentages over 100',
      { mode: 'percent', percent: { [ali]: '60', [bea]: '50' } },
      {},
      '10% too much is given out.',
    ],
    [
      'one percentage over 100',
      { mode: 'percent', percent: { [ali]: '150' } },
      {},
      '50% too much is given out.',
    ],
    [
      'a negative percentage',
      { mode: 'percent', percent: { [ali]: '-10' } },
      {},
      'The percentage of Ali cannot be read. Type a number from 0 to 100.',
    ],
    [
      'shares that are all zero',
      { mode: 'shares', shares: { [ali]: '0', [bea]: '0' } },
      {},
      'At least one share has to be above zero.',
    ],
    [
      'a negative share',
      { mode: 'shares', shares: { [bea]: '-1' } },
      {},
      'The share of Bea is not a number. Type 1, 2 or 0.5.',
    ],
    [
      'nobody',
      { mode: 'shares', shares: { [ali]: '', [bea]: '' } },
      {},
      'Say at least for one person what they take of it.',
    ],
    [
      'adjustments over the amount',
      { mode: 'adjust', adjust: { [bea]: '40' } },
      {},
      'What is added is €10.00 more than the amount.',
    ],
    [
      'an adjustment below nothing',
      { mode: 'adjust', adjust: { [bea]: '-40' } },
      {},
      'Bea would bear €5.00 less than nothing.',
    ],
    [
      'a payer without an amount',
      { payers: { [ali]: '', [bea]: '' } },
      {},
      'Type what Ali paid, or take the name out.',
    ],
    [
      'a payer of what is no amount',
      { payers: { [bea]: 'x' } },
      {},
      'What Bea paid cannot be read. Type an amount.',
    ],
    [
      'payers who fall short',
      { payers: { [ali]: '20', [bea]: '5' } },
      {},
      '€5.00 of what was paid is missing.',
    ],
    [
      'payers of too much',
      { payers: { [ali]: '20', [bea]: '15' } },
      {},
      '€5.00 more than the amount is said to be paid.',
    ],
    [
      'a negative item',
      { mode: 'items', items: [item('Soup', '34'), item('Bottle', '-4')] },
      {},
      'The price of item 2 cannot be read. Type an amount from zero.',
    ],
    [
      'an item of nobody',
      { mode: 'items', items: [item('Soup', '30', [])] },
      {},
      'Choose who shares item 1.',
    ],
    [
      'items that fall short',
      { mode: 'items', items: [item('Soup', '25')] },
      {},
      'The items are €5.00 short of the amount.',
    ],
    [
      'items that are too much',
      { mode: 'items', items: [item('Soup', '32')] },
      {},
      'The items are €2.00 more than the amount.',
    ],
    [
      'a negative tip',
      { mode: 'items', items: [item('Soup', '30')], extras: [['tip', '-1']] },
      {},
      'Tax, tip or discount cannot be read. Type an amount from zero.',
    ],
    [
      'a discount over the items',
      { mode: 'items', items: [item('Soup', '5')], extras: [['discount', '6']] },
      {},
      'The discount is €1.00 more than the items.',
    ],
    [
      'a tip without items',
      { mode: 'items', extras: [['tip', '30']] },
      {},
      'Add the items first: tax, tip and discount follow them.',
    ],
    [
      'a rate of zero',
      { rate: { currency: 'EUR', by: 'rate', text: '0' } },
      usd,
      'Type a rate above zero, or what it comes to.',
    ],
    [
      'a sum of zero',
      { rate: { currency: 'EUR', by: 'amount', text: '0' } },
      usd,
      'Type a rate above zero, or what it comes to.',
    ],
    [
      'a rate that leaves nothing',
      { rate: { currency: 'EUR', by: 'rate', text: '0.0001' } },
      usd,
      'At this rate it comes to nothing. Check the rate.',
    ],
    [
      'a rate that leaves too much',
      { rate: { currency: 'EUR', by: 'rate', text: '999999999999' } },
      usd,
      'At this rate it comes to more than can be counted. Check the rate.',
    ],
    ['201 participants', { mode: 'shares' }, { memberIds: guests(201) }, 'At most 200 people can take part.'],
    [
      '201 payers',
      { payers: Object.fromEntries(guests(201).map((id, i) => [id, i === 0 ? '' : '0.01'])) },
      {},
      'At most 200 people can take part.',
    ],
  ])('%s', (_case, typed, form, sentence) => {
    expect(saidOf(typed, form)).toBe(sentence);
  });

  it('nothing of 200 participants', () => {
    expect(saidOf({ mode: 'shares' }, { memberIds: guests(200) })).toBeNull();
  });

  it('an amount that is missing, beside whatever else was typed', () => {
    for (const mode of ['equally', 'shares', 'adjust'] as const) {
      expect(saidOf({ mode }, { amountMinor: 0 })).toBe('Enter an amount above zero.');
    }
  });

  it('a rate that is too long to be exact, which is not called zero', () => {
    const text = '0.12345678901234567890';
    expect(saidOf({ rate: { currency: 'EUR', by: 'rate', text } }, usd)).toBe(
      'This rate has too many digits. Leave some of the last ones out.',
    );
  });
});
