import { describe, expect, it } from 'vitest';
import type { LiveMember } from '$lib/live-class/live-class.svelte.ts';
import { classHomeMessagesEn as texts } from '$lib/locale/class-home-messages-en.ts';
import { Formats } from '$lib/locale/formats.ts';
import { messagesEn } from '$lib/locale/messages-en.ts';
import { makeClassEntry } from './class-entry-fixture.ts';
import { entryInWords, entryTitle, memberName, partWords, whoPaid } from './describe-entry.ts';

const names = new Map([
  ['m_anna', 'Anna'],
  ['m_bea', 'Bea'],
  ['m_cara', 'Cara'],
]);

function member(id: string): LiveMember {
  return {
    id,
    name: names.get(id) ?? null,
    accountId: null,
    isMe: id === 'm_bea',
    isPlaceholder: false,
    hasLeft: id === 'm_cara',
    isRemoved: false,
    role: null,
    look: '',
  };
}

const wording = {
  live: { member },
  locale: {
    language: 'en',
    numberLocale: 'en-IE',
    messages: messagesEn,
    formats: new Formats('en', 'en-IE'),
  },
  texts,
};

describe('an entry in words', () => {
  it('says who paid, me as "You"', () => {
    expect(whoPaid(makeClassEntry({}), wording)).toBe('Anna paid €30.00');
    const [leg] = makeClassEntry({}).legs;
    const mine = makeClassEntry({
      legs: [{ cur: 'EUR', amt: 3000, pay: [['m_bea', 3000]], owe: leg?.owe ?? [] }],
    });
    expect(whoPaid(mine, wording)).toBe('You paid €30.00');
  });

  it('names two payers and counts more', () => {
    const pay = [
      ['m_anna', 1000],
      ['m_bea', 1000],
      ['m_cara', 1000],
    ] as const;
    const of = (count: number) =>
      makeClassEntry({ legs: [{ cur: 'EUR', amt: 3000, pay: pay.slice(0, count), owe: pay }] });
    expect(whoPaid(of(2), wording)).toBe('You and Anna paid €30.00');
    expect(whoPaid(of(3), wording)).toBe('You and 2 others paid €30.00');
  });

  it('names who received an income, whose sides are swapped', () => {
    const income = makeClassEntry({
      kind: 'income',
      legs: [
        {
          cur: 'EUR',
          amt: 3000,
          pay: [
            ['m_anna', 1500],
            ['m_bea', 1500],
          ],
          owe: [['m_bea', 3000]],
        },
      ],
    });
    expect(whoPaid(income, wording)).toBe('You received €30.00');
  });

  it('tells a payment by its two people', () => {
    const payment = makeClassEntry({
      kind: 'settlement',
      legs: [{ cur: 'EUR', amt: 410, pay: [['m_bea', 410]], owe: [['m_anna', 410]] }],
    });
    expect(entryTitle(payment, wording)).toBe('You paid Anna');
    expect(entryInWords(payment, wording)).toBe('You paid Anna €4.10');
  });

  it('does not pretend to know what cannot be read', () => {
    const entry = makeClassEntry({ title: 'Rent', legs: [], unreadable: true });
    expect(whoPaid(entry, wording)).toBe(texts.entries.unreadable);
    expect(entryInWords(entry, wording)).toBe('Rent');
  });

  it('names people that are unknown or gone as such', () => {
    expect(memberName(member('m_who'), texts)).toBe('Someone not yet synced');
    expect(memberName(member('m_cara'), texts)).toBe('Cara (left)');
  });

  it.each([
    ['expense', 2010n, 'you lent'],
    ['expense', -670n, 'you borrowed'],
    ['settlement', 410n, 'you paid'],
    ['settlement', -410n, 'you received'],
    ['income', -1500n, 'you pass on'],
    ['other', 5n, 'you are owed'],
  ] as const)('says of my part in an %s of %s: %s', (kind, minor, words) => {
    expect(partWords(makeClassEntry({ kind }), { minor, isInvolved: true }, texts)).toBe(words);
  });

  it('tells being even from having nothing to do with it', () => {
    const entry = makeClassEntry({});
    expect(partWords(entry, { minor: 0n, isInvolved: true }, texts)).toBe('you are even');
    expect(partWords(entry, { minor: 0n, isInvolved: false }, texts)).toBe('not involved');
  });
});
