import { describe, expect, it } from 'vitest';
import { readStorageProtection, requestStorageProtection } from './storage-protection.ts';

const estimate = () => Promise.resolve({ usage: 10, quota: 100 });

describe('storage protection', () => {
  it('does not ask again what is granted', async () => {
    const persist = () => Promise.reject(new Error('asked'));
    const result = await requestStorageProtection({
      persisted: () => Promise.resolve(true),
      persist,
      estimate,
    });
    expect(result).toEqual({ protected: true, usedBytes: 10, quotaBytes: 100 });
  });

  it.each([true, false])('reports the answer %s', async (answer) => {
    const storage = {
      persisted: () => Promise.resolve(false),
      persist: () => Promise.resolve(answer),
      estimate,
    };
    expect((await requestStorageProtection(storage)).protected).toBe(answer);
  });

  it('says nothing where the browser says nothing', async () => {
    const unknown = { protected: null, usedBytes: null, quotaBytes: null };
    expect(await requestStorageProtection(undefined)).toEqual(unknown);
    expect(await readStorageProtection({})).toEqual(unknown);
    const failing = () => Promise.reject(new Error('no'));
    expect(await readStorageProtection({ persisted: failing, estimate: failing })).toEqual(unknown);
  });
});
