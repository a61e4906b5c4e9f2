import type { MoneyInputRefusal } from '@tallybook/shared/split/money-input';
import { expect, it } from 'vitest';
import { recordMessagesEn } from '$lib/locale/record-messages-en.ts';

const words = {
  amount: (minor: number) => `€${(minor / 100).toFixed(2)}`,
  names: (ids: readonly string[]) => ids.join(' and '),
};

function saidOf(refusal: MoneyInputRefusal): string {
  const fault = { field: 'money', reason: 'not-resolved', refusal } as const;
  return recordMessagesEn.refused({ reason: 'fields', faults: [fault] }, words);
}

it('names what is wrong with an amount that a class does not take', () => {
  expect(saidOf({ reason: 'too-many-members', limit: 200 })).toBe('At most 200 people can take part.');
  expect(saidOf({ reason: 'amount-zero' })).toBe('Enter an amount above zero.');
  expect(saidOf({ reason: 'amount-negative' })).toBe('Enter an amount above zero.');
  expect(saidOf({ reason: 'amount-too-large', maxMinor: 100 })).toBe('The largest amount is €1.00.');
});

it('names two who are the same person, and who has left', () => {
  const said = (reason: 'same-person' | 'left' | 'unknown', memberIds = ['Ali', 'Bea']) =>
    recordMessagesEn.refused({ reason: 'fields', faults: [{ field: 'members', reason, memberIds }] }, words);
  expect(said('same-person')).toBe('Ali and Bea are the same person. Take one of them out.');
  expect(said('left')).toMatch(/^Ali and Bea have left the class\. Take these names out/);
  expect(said('left', ['Ali'])).toMatch(/^Ali has left the class\. Take the name out/);
  expect(said('unknown')).toBe('Ali and Bea are not known in this class. Take these names out.');
});
