import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StorageError } from '../../storage/port.ts';
import { startApi, withApi } from './api-fixture.ts';
import type { Person, RunningApi } from './api-fixture.ts';

const UPDATE = new Uint8Array(Buffer.from('{"k":"x","s":{"title":"Bread"}}'.repeat(500)));
const position = { epoch: 2, seq: 40 };

let api: RunningApi;
let anna: Person;
let path: string;
let states = 0;
beforeAll(async () => {
  api = await startApi({
    documents: {
      position: () => Promise.resolve({ ...position }),
      state: () => {
        states += 1;
        return Promise.resolve({ ...position, update: UPDATE });
      },
    },
  });
  anna = await api.signUp('anna');
  path = `/classes/${(await api.createClass(anna)).id}/state`;
});
afterAll(() => api.stop());

const get = (headers: Record<string, string> = {}) => anna.send('GET', path, undefined, headers);

describe('GET /api/classes/:classId/state', () => {
  it.each([
    ['br', 'br', brotliDecompressSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
  ])('for Accept-Encoding %s is the update in %s', async (accepted, encoding, unpack) => {
    const answer = await get({ 'Accept-Encoding': accepted });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-encoding': encoding,
      'cache-control': 'private, no-cache',
      vary: 'Sec-Fetch-Site, Origin, Accept-Encoding',
      etag: 'W/"2.40"',
    });
    expect(answer.body.length).toBeLessThan(UPDATE.length / 10);
    expect(unpack(answer.body).equals(UPDATE)).toBe(true);
  });

  it.each(['identity', '', 'deflate', 'zstd'])(
    'for Accept-Encoding %j is the update as it is',
    async (accepted) => {
      const answer = await get({ 'Accept-Encoding': accepted });
      expect(answer.headers['content-encoding']).toBeUndefined();
      expect(answer.body.equals(UPDATE)).toBe(true);
    },
  );

  it('is not sent again to whoever has it, and not even made', async () => {
    states = 0;
    for (const tag of ['W/"2.40"', '"2.40"', '"1.1", W/"2.40"', '*']) {
      const answer = await get({ 'If-None-Match': tag });
      expect([answer.status, answer.body.length, answer.headers.etag]).toEqual([304, 0, 'W/"2.40"']);
    }
    expect(states).toBe(0);
    for (const tag of ['"2.41"', '"1.40"', '2.40', '"'])
      expect((await get({ 'If-None-Match': tag })).status).toBe(200);
  });

  it('has another tag after an update and after a roll-back', async () => {
    const seen = new Set<unknown>();
    const at = { epoch: 1, seq: 9 };
    const documents = {
      position: () => Promise.resolve({ ...at }),
      state: () => Promise.resolve({ ...at, update: UPDATE }),
    };
    await withApi({ documents }, async (own) => {
      const ben = await own.signUp('ben');
      const { id } = await own.createClass(ben);
      for (const [epoch, seq] of [
        [1, 9],
        [1, 10],
        [2, 10],
      ] as const) {
        Object.assign(at, { epoch, seq });
        seen.add((await ben.send('GET', `/classes/${id}/state`)).headers.etag);
      }
    });
    expect(seen).toEqual(new Set(['W/"1.9"', 'W/"1.10"', 'W/"2.10"']));
  });

  it.each([
    ['damaged', 'class-damaged'],
    ['unavailable', 'storage-unavailable'],
  ] as const)('of a document that is %s is a refusal, never an empty document', async (reason, code) => {
    let isBroken = false;
    const state = () => Promise.reject(new StorageError(reason, 'classes/x'));
    const positionOrNot = () => (isBroken ? state() : Promise.resolve(position));
    await withApi({ documents: { position: positionOrNot, state } }, async (own) => {
      const ben = await own.signUp('ben');
      const { id } = await own.createClass(ben);
      for (isBroken of [false, true]) {
        const answer = await ben.send('GET', `/classes/${id}/state`);
        expect([answer.status, answer.json['code']]).toEqual([503, code]);
        expect(answer.headers.etag).toBeUndefined();
      }
    });
  });

  it.each([
    ['removed', [404, 'no-such-class']],
    ['signed out', [401, 'sign-in-required']],
  ] as const)('is not sent to whoever was %s while it was read', async (what, refusal) => {
    let meanwhile = (): Promise<unknown> => Promise.resolve();
    const state = async () => {
      await meanwhile();
      return { ...position, update: UPDATE };
    };
    await withApi({ documents: { position: () => Promise.resolve(position), state } }, async (own) => {
      const [owner, ben] = [await own.signUp('owner'), await own.signUp('ben')];
      const { id, code } = await own.createClass(owner);
      await ben.send('POST', '/memberships', { code });
      const cookie = { Cookie: ben.cookie ?? '' };
      meanwhile = () =>
        what === 'removed'
          ? owner.send('DELETE', `/classes/${id}/members/${ben.id}`)
          : ben.send('DELETE', '/sessions/current');
      const answer = await ben.send('GET', `/classes/${id}/state`, undefined, cookie);
      expect([answer.status, answer.json['code']]).toEqual(refusal);
      expect(answer.headers.etag).toBeUndefined();
      expect(answer.body.length).toBeLessThan(500);
    });
  });
});
