import { expect, it } from 'vitest';
import { createClassApi } from './class-api.ts';

it.each([
  [true, 'yes'],
  [false, 'no'],
])('says whether leaving may end the class: %s', async (mayEnd, last) => {
  const asked: unknown[] = [];
  const api = createClassApi({
    request: (path, init) => {
      asked.push(path, init?.method);
      return Promise.resolve(Response.json({ code: 'last-member' }, { status: 409 }));
    },
  });
  expect(await api.leave('c1', 'anna', mayEnd)).toEqual({ ok: false, refusal: 'last-member' });
  expect(asked).toEqual([`/api/classes/c1/members/anna?last=${last}`, 'DELETE']);
});
