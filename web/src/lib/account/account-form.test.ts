import { describe, expect, it } from 'vitest';
import type { ApiResult } from '$lib/platform/api-request.ts';
import { AccountForm, missing } from './account-form.svelte.ts';

function formWith(answers: ApiResult<string>[]) {
  const sent: unknown[] = [];
  const form = new AccountForm({
    initial: { username: '', password: '' },
    check: (values) => missing(values, ['username', 'password']),
    send: (values) => {
      sent.push(values);
      return Promise.resolve(answers.shift() ?? { ok: false, refusal: 'offline' });
    },
  });
  return { form, sent };
}

describe('AccountForm', () => {
  it('sends nothing while a field is missing, and names the first', async () => {
    const { form, sent } = formWith([]);
    form.values.password = 'x';
    expect(await form.submit()).toBeNull();
    expect([sent, form.problems, form.firstProblem]).toEqual([[], { username: 'missing' }, 'username']);
  });

  it('keeps what was typed and says what the server did, at the field where it is about one', async () => {
    const { form, sent } = formWith([
      { ok: false, refusal: 'invalid', fields: { password: 'too-common' } },
      { ok: false, refusal: 'slow-down', retryAfterSeconds: 30 },
      { ok: false, refusal: 'invalid', fields: { signUpCode: 'not-allowed' } },
      { ok: true, value: 'welcome' },
    ]);
    form.values.username = 'anna';
    form.values.password = 'correct horse';
    expect(await form.submit()).toBeNull();
    expect([form.problems, form.failure]).toEqual([{ password: 'too-common' }, null]);
    expect(await form.submit()).toBeNull();
    expect(form.failure).toMatchObject({ refusal: 'slow-down', retryAfterSeconds: 30 });
    expect(form.problems).toEqual({});
    expect(await form.submit()).toBeNull();
    expect(form.failure?.refusal).toBe('invalid');
    expect(await form.submit()).toBe('welcome');
    expect(form.failure).toBeNull();
    expect(sent.at(-1)).toEqual({ username: 'anna', password: 'correct horse' });
  });

  it('takes two quick taps as one wish', async () => {
    const { form, sent } = formWith([{ ok: true, value: 'welcome' }]);
    form.values.username = 'anna';
    form.values.password = 'x';
    expect(await Promise.all([form.submit(), form.submit()])).toEqual(['welcome', null]);
    expect(sent).toHaveLength(1);
  });
});
