import { afterEach, expect, it, vi } from 'vitest';
import { classPutAwayMemory } from './class-put-away.ts';

afterEach(() => vi.unstubAllGlobals());

it('keeps what each profile put away apart, and takes nothing else', () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  classPutAwayMemory('anna').set({ c1: ['which', 'r_1'] });
  expect(classPutAwayMemory('anna').get()).toEqual({ c1: ['which', 'r_1'] });
  expect(classPutAwayMemory('bert').get()).toBeUndefined();
  for (const bad of ['7', '[]', '{"c1":"which"}', '{"c1":[7]}', '{']) {
    kept.set('tallybook:put-away:cleo', bad);
    expect(classPutAwayMemory('cleo').get()).toBeUndefined();
  }
});
