import { expect, it } from 'vitest';
import type { PersonalFields } from '@tallybook/shared/personal/personal-commands';
import type { FormProblem } from './expense-form.svelte.ts';
import { FormSubmission } from './form-submission.svelte.ts';

const fields: PersonalFields = {
  kind: 'expense',
  amountMinor: 1250,
  currency: 'EUR',
  day: '2026-11-23',
  title: 'Coffee',
  category: '',
  note: '',
  tags: [],
};

function submissionOf({ problems = [] as FormProblem[], ready = Promise.resolve() } = {}) {
  const log: string[] = [];
  const answers: ((failure: string | null) => void)[] = [];
  const submission = new FormSubmission({
    form: () => ({
      submit: () =>
        problems.length > 0 ? { ok: false, refusal: problems } : { ok: true, value: { ...fields } },
    }),
    ready: () => ready,
    save: () => {
      log.push('save');
      return new Promise((resolve) => answers.push(resolve));
    },
    point: (field) => log.push(`point ${field}`),
    settled: () => {
      log.push(submission.isSaving ? 'settled early' : 'settled');
      return Promise.resolve();
    },
  });
  return { submission, log, answers };
}

/** Lets everything that is settled be heard. */
const heard = () => new Promise((resolve) => setImmediate(resolve));

it('takes two quick presses for one, even while it waits for what has to be known first', async () => {
  let know: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (know = resolve));
  const { submission, log, answers } = submissionOf({ ready });
  // The race: both presses before anything is known, and a third while the record is written.
  const first = submission.run();
  await submission.run();
  know();
  await heard();
  await submission.run();
  expect(log).toEqual(['save']);
  expect(submission.isSaving).toBe(true);

  answers[0]?.(null);
  await first;
  expect(log).toEqual(['save', 'settled']);
  expect(submission.isSaving).toBe(false);
});

it('leads to the first field that is in the way, and saves nothing', async () => {
  const { submission, log } = submissionOf({
    problems: [
      { field: 'amount', refusal: { reason: 'empty' } },
      { field: 'day', reason: 'not-a-day' },
    ],
  });
  await submission.run();
  expect(log).toEqual(['point amount']);
  expect(submission.failure).toBeNull();
});

it('says what went wrong until the next press', async () => {
  const { submission, answers } = submissionOf();
  const first = submission.run();
  await heard();
  answers[0]?.('The device is full.');
  await first;
  expect(submission.failure).toBe('The device is full.');

  const second = submission.run();
  expect(submission.failure).toBeNull();
  await heard();
  answers[1]?.(null);
  await second;
  expect(submission.failure).toBeNull();
});
