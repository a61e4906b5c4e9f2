import { expect, it } from 'vitest';
import { rollBackClass } from '$lib/platform/class-api.ts';
import { pastDays } from './past-days.ts';

it('offers the last 30 days that are over in UTC', () => {
  const days = pastDays(Date.UTC(2026, 2, 1, 0, 0, 1));
  expect([days.length, days[0], days.at(-1)]).toEqual([30, '2026-02-28', '2026-01-30']);
});

it('asks the server for the end of a day, and hands on why it refused', async () => {
  const asked: unknown[] = [];
  const request: typeof fetch = (path, init) => {
    asked.push(path, init?.method, init?.body);
    return Promise.resolve(Response.json({ code: 'out-of-reach' }, { status: 409 }));
  };
  expect(await rollBackClass({ request }, 'c1', '2026-02-28')).toEqual({
    ok: false,
    refusal: 'out-of-reach',
  });
  expect(asked).toEqual(['/api/classes/c1/roll-back', 'POST', '{"day":"2026-02-28"}']);
});
