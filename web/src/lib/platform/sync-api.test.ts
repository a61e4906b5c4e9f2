import { expect, it } from 'vitest';
import { createSyncApi } from './sync-api.ts';

function apiOf(answer: () => Response): ReturnType<typeof createSyncApi> {
  return createSyncApi({ request: () => new Promise((resolve) => resolve(answer())) });
}

it('reads the state of a class with the position that its tag names', async () => {
  const headers = { ETag: 'W/"2.17"', 'Content-Type': 'application/octet-stream' };
  const api = apiOf(() => new Response(Uint8Array.of(0, 0), { headers }));
  const value = { epoch: 2, seq: 17, update: Uint8Array.of(0, 0) };
  expect(await api.state('c')).toEqual({ ok: true, value });
});

it.each([
  ['nothing heard', () => Promise.reject(new TypeError('fetch')) as never, 'offline'],
  ['a page of a captive portal', () => new Response('<html>', { headers: { ETag: '"1.2"' } }), 'unreadable'],
  [
    'no tag',
    () => new Response('', { headers: { 'Content-Type': 'application/octet-stream' } }),
    'unreadable',
  ],
  ['a proxy', () => new Response('Bad gateway', { status: 502 }), 'unreadable'],
  ['a refusal', () => Response.json({ code: 'no-such-class' }, { status: 404 }), 'no-such-class'],
  [
    'an ended session',
    () => Response.json({ code: 'sign-in-required' }, { status: 401 }),
    'sign-in-required',
  ],
  [
    'a server that has moved on',
    () => Response.json({ code: 'update-needed' }, { status: 426 }),
    'update-needed',
  ],
  ['a code of a newer server', () => Response.json({ code: 'moon' }, { status: 418 }), 'unreadable'],
] as const)('names what it is: %s', async (_what, answer, refusal) => {
  expect(await apiOf(answer).state('c')).toEqual({ ok: false, refusal });
});

it('gives a server that says nothing up, later for the state of a class than for anything else', async () => {
  const limits: number[] = [];
  const api = createSyncApi({
    timeout: (limitMs) => {
      limits.push(limitMs);
      return AbortSignal.abort(new DOMException('late', 'TimeoutError'));
    },
    // As fetch does: it never answers, and ends with the signal.
    request: (_path, init) =>
      new Promise((_resolve, reject) => {
        if (init?.signal?.aborted) reject(init.signal.reason as Error);
      }),
  });
  const offline = { ok: false, refusal: 'offline' };
  expect([await api.list(), await api.read('c'), await api.state('c')]).toEqual([offline, offline, offline]);
  expect(limits).toEqual([30_000, 30_000, 300_000]);
});

it('does not take a page for a list', async () => {
  expect(await apiOf(() => new Response('<html>')).list()).toEqual({ ok: false, refusal: 'unreadable' });
});

it('says which version of the app asks, also when it changes something', async () => {
  const asked: unknown[] = [];
  const api = createSyncApi({
    accountId: 'anna',
    request: (_path, init) => {
      asked.push(init?.headers);
      return Promise.resolve(Response.json({ classes: [] }));
    },
  });
  await api.list();
  await api.create('c', { name: 'House', currency: 'EUR', memberId: 'm', code: '0123-4567-89AB' });
  const said = { 'X-Schema': '1', 'X-Account': 'anna' };
  expect(asked).toEqual([said, { 'Content-Type': 'application/json', ...said }]);
});
