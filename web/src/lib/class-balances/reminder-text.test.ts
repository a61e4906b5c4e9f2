import { classBalancesMessagesEn } from '$lib/locale/class-balances-messages-en.ts';
import { describe, expect, test } from 'vitest';
import { reminderText, type Reminder } from './reminder-text.ts';

const LINK = 'https://example.org/classes/c1';
const wording = {
  texts: classBalancesMessagesEn.reminder,
  amount: (minor: bigint, currency: string) => `${String(minor)} ${currency}`,
};

function textOf(reminder: Partial<Reminder> = {}): string {
  const debts = [{ amountMinor: 1230n, currency: 'EUR' }];
  const whole = { debtor: 'Ben', payee: 'Anna', className: 'Flat', debts, howToPay: '', link: LINK };
  return reminderText({ ...whole, ...reminder }, wording);
}

describe('the text of a reminder', () => {
  test('names who owes whom how much in which class, and where to look', () => {
    expect(textOf()).toBe(
      `Hi \u2068Ben\u2069, in “\u2068Flat\u2069” you owe \u2068Anna\u2069 1230 EUR.\n${LINK}`,
    );
  });

  test('says how to pay on a line of its own', () => {
    expect(textOf({ howToPay: ' IBAN DE00\n1234 ' }).split('\n')).toEqual([
      expect.any(String),
      '\u2068IBAN DE00 1234\u2069',
      LINK,
    ]);
  });

  test('names every currency, and none in which nothing is open', () => {
    const debts = [
      { amountMinor: 500n, currency: 'EUR' },
      { amountMinor: 0n, currency: 'CHF' },
      { amountMinor: 700n, currency: 'USD' },
      { amountMinor: 3n, currency: 'JPY' },
    ];
    expect(textOf({ debts })).toContain('500 EUR, 700 USD and 3 JPY.');
  });

  test('keeps a right-to-left name, also one with direction marks of its own, from turning what stands around it', () => {
    const text = textOf({ debtor: '\u202eאבי\u2069', payee: 'سارة' });
    expect(text).toContain('Hi \u2068אבי\u2069,');
    expect(text).toContain('\u2068سارة\u2069 1230 EUR');
    expect(text).not.toContain('\u202e');
    expect(text.split('\u2068')).toHaveLength(text.split('\u2069').length);
  });

  test('stays on one screen, however long everything is, and cuts no character in two', () => {
    const long = '👩🏽'.repeat(400);
    const debts = Array.from({ length: 40 }, (_, i) => ({
      amountMinor: 10n ** 15n,
      currency: `C${String(i)}`,
    }));
    const text = textOf({
      debtor: long,
      payee: long,
      className: long,
      howToPay: `${long}\n`.repeat(9),
      debts,
    });
    expect(Array.from(text).length).toBeLessThan(700);
    expect(text.split('\n')).toHaveLength(3);
    expect(text).toContain(' and 34 more.');
    expect(text.isWellFormed()).toBe(true);
  });

  test('reads as a sentence where names are not known', () => {
    expect(textOf({ debtor: null, payee: ' ', className: '' })).toBe(
      `Hi there, in “our class” you owe me 1230 EUR.\n${LINK}`,
    );
  });
});
