import { expect, it } from 'vitest';
import type { EntryMoney, EntryVersion } from '@tallybook/shared/personal/entry-history';
import { Formats } from '$lib/locale/formats.ts';
import { historyMessagesEn } from '$lib/locale/history-messages-en.ts';
import { linesOfVersion } from './describe-version.ts';

const words = {
  texts: historyMessagesEn,
  formats: new Formats('en', 'en-IE'),
  kinds: { income: 'Income', refund: 'Refund' },
  categoryName: (id: string) => ({ groceries: 'Groceries', 'eating-out': 'Eating out' })[id] ?? id,
};
const euros = (amountMinor: number, isRefund = false): EntryMoney => ({
  amountMinor,
  currency: 'EUR',
  isRefund,
});

function linesOf(changes: EntryVersion['changes'], what?: EntryVersion['what']): string[] {
  return isolatedLinesOf(changes, what).map((line) => line.replace(/[\u2068\u2069]/g, ''));
}

function isolatedLinesOf(changes: EntryVersion['changes'], what: EntryVersion['what'] = 'edited'): string[] {
  const rest = { revisionId: 'r_1', at: 1, entry: null, isOverwritten: false, quarantined: null };
  return linesOfVersion({ ...rest, what, changes }, words);
}

it('says of each field what it was and what it became', () => {
  expect(
    linesOf([
      { field: 'money', before: euros(1250), after: euros(1400) },
      { field: 'category', before: 'groceries', after: 'eating-out' },
      { field: 'note', before: '', after: 'with Ana' },
      { field: 'tags', added: ['work'], removed: ['home', 'trip'] },
    ]),
  ).toEqual([
    '€12.50 → €14.00',
    'Spent on: Groceries → Eating out',
    'Remark: nothing → with Ana',
    'Tagged #work',
    'No longer tagged #home #trip',
  ]);
});

it('says of a new entry what was given, without what was before', () => {
  expect(
    linesOf(
      [
        { field: 'money', before: null, after: euros(1250, true) },
        { field: 'title', before: '', after: 'Deposit' },
      ],
      'created',
    ),
  ).toEqual(['€12.50', 'Refund', 'Name: Deposit']);
});

it('says that income became a refund, and nothing of an amount that stayed', () => {
  expect(linesOf([{ field: 'money', before: euros(1250), after: euros(1250, true) }])).toEqual([
    'Income → Refund',
  ]);
});

it('says of a money that it cannot be read', () => {
  expect(linesOf([{ field: 'money', before: null, after: euros(1250) }])).toEqual([
    'money that cannot be read → €12.50',
  ]);
});

it('keeps what was before and what came after apart, so that both may be of a right-to-left script', () => {
  expect(isolatedLinesOf([{ field: 'title', before: 'قهوة', after: 'شاي' }])).toEqual([
    'Name: \u2068قهوة\u2069 → \u2068شاي\u2069',
  ]);
});
