import { describe, expect, it } from 'vitest';
import type { LiveClass } from '$lib/live-class/live-class.svelte.ts';
import type { ExpenseForm } from './expense-form.svelte.ts';
import { wasRecorded } from './was-recorded.ts';

type Typed = Parameters<typeof wasRecorded>[0];

const typed: Typed = {
  classId: 'c_1',
  title: ' Tea ',
  day: '2026-11-22',
  currency: 'EUR',
  reading: { ok: true, value: { amountMinor: 320 } } as ExpenseForm['reading'],
};

function live(createdAt: number, own: { createdBy?: string; title?: string } = {}) {
  const entry = {
    createdBy: 'm_me',
    createdAt,
    day: '2026-11-22',
    title: 'Tea',
    legs: [{ cur: 'EUR', amt: 320, pay: [], owe: [] }],
    ...own,
  };
  return { classId: 'c_1', row: { memberId: 'm_me' }, entries: [entry] } as unknown as LiveClass;
}

describe('wasRecorded', () => {
  it('knows an entry that was added from the draft', () => {
    expect(wasRecorded(typed, live(100_200), 100_000)).toBe(true);
  });

  it('also when the draft was written a moment after', () => {
    expect(wasRecorded(typed, live(99_900), 100_000)).toBe(true);
  });

  it.each([
    ['the same tea of yesterday', typed, live(10_000)],
    ['the tea of somebody else', typed, live(100_200, { createdBy: 'm_bea' })],
    ['another title', typed, live(100_200, { title: 'Coffee' })],
    ['a draft of another class', { ...typed, classId: 'c_2' }, live(100_200)],
  ])('is not misled by %s', (_, form, instance) => {
    expect(wasRecorded(form, instance, 100_000)).toBe(false);
  });
});
