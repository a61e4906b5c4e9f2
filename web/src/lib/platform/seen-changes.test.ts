import { afterEach, expect, it, vi } from 'vitest';
import { lastVisitMemory } from './seen-changes.ts';

afterEach(() => vi.unstubAllGlobals());

it('keeps the last visits of each profile apart, and takes nothing that is no visit', () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  const visit = { atMs: 5, seenT: 7, standing: { documentId: 'd', vector: 'AA==' } };
  lastVisitMemory('anna').set({ c1: visit });
  expect(lastVisitMemory('anna').get()).toEqual({ c1: visit });
  expect(lastVisitMemory('bert').get()).toBeUndefined();
  for (const bad of [
    '7',
    '[]',
    '{"c1":7}',
    '{"c1":{"atMs":5}}',
    '{"c1":{"atMs":"5","seenT":1}}',
    '{"c1":{"atMs":5,"seenT":1,"standing":{}}}',
    '{',
  ]) {
    kept.set('tallybook:visits:cleo', bad);
    expect(lastVisitMemory('cleo').get()).toBeUndefined();
  }
});
