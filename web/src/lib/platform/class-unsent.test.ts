import { afterEach, expect, it, vi } from 'vitest';
import { unsentMemory, type UnsentNote } from './class-unsent.ts';

afterEach(() => void vi.unstubAllGlobals());

const note: UnsentNote = {
  databaseId: 'one',
  byClass: { c: { name: 'House', count: 1, at: 5, revision: 2 } },
  lost: [{ name: 'Trip', count: 2, at: 4 }],
};

function stubStorage(): Map<string, string> {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  return kept;
}

it('keeps one note for each profile', () => {
  const kept = stubStorage();
  unsentMemory('tallybook:anna').set(note);
  expect(unsentMemory('tallybook:anna').get()).toEqual(note);
  expect(unsentMemory('tallybook:bert').get()).toBeNull();
  unsentMemory('tallybook:anna').set(null);
  expect([unsentMemory('tallybook:anna').get(), kept.size]).toEqual([null, 0]);
});

it.each(['', '{', '7', '{"databaseId":"one"}', '{"databaseId":"one","byClass":null,"lost":[]}'])(
  'does not take %j for a note',
  (text) => {
    stubStorage().set('tallybook/unsent', text);
    expect(unsentMemory('tallybook').get()).toBeNull();
  },
);

it('does without where site data is blocked', () => {
  vi.stubGlobal('localStorage', undefined);
  unsentMemory('tallybook').set(note);
  expect(unsentMemory('tallybook').get()).toBeNull();
});
