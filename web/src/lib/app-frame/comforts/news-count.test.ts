import { beforeEach, describe, expect, it } from 'vitest';
import type { SeenChanges } from '$lib/platform/seen-changes.ts';
import { NewsCount } from './news-count.ts';

let seen: SeenChanges | undefined;
let held: Record<string, number | null>;
let reads: string[];
let shown: number[];
let quiet: () => Promise<void>;

const count = () =>
  new NewsCount({
    memory: { get: () => seen, set: (next) => void (seen = next) },
    count: (classId) => {
      reads.push(classId);
      return Promise.resolve(held[classId] ?? null);
    },
    quiet: () => quiet(),
    show: (news) => void shown.push(news),
  });

const at = (revision: number, ...ids: string[]) => ids.map((id) => ({ id, revision }));

beforeEach(() => {
  seen = undefined;
  held = { flat: 5, trip: 2 };
  reads = [];
  shown = [];
  quiet = () => Promise.resolve();
});

describe('NewsCount', () => {
  it('counts nothing of what was there when a class came to this device', async () => {
    await count().update(at(1, 'flat', 'trip'), null);
    expect(shown).toEqual([0]);
    expect(seen).toEqual({ flat: 5, trip: 2 });
  });

  it('adds up what came since each class was looked at, and takes away the one on the screen', async () => {
    const news = count();
    await news.update(at(1, 'flat', 'trip'), null);
    held = { flat: 8, trip: 3 };
    await news.update(at(2, 'flat', 'trip'), null);
    await news.update(at(2, 'flat', 'trip'), 'flat');
    await news.update(at(2, 'flat', 'trip'), null);
    expect(shown).toEqual([0, 4, 1, 1]);
  });

  it('reads a class again only once it has changed', async () => {
    const news = count();
    await news.update(at(1, 'flat'), null);
    await news.update(at(1, 'flat'), 'flat');
    await news.update(at(2, 'flat'), null);
    expect(reads).toEqual(['flat', 'flat']);
  });

  it('leaves out a class that cannot be read now, and tries it again', async () => {
    const news = count();
    held = { flat: null };
    await news.update(at(1, 'flat'), null);
    expect([shown, seen]).toEqual([[0], undefined]);
    held = { flat: 5 };
    await news.update(at(1, 'flat'), null);
    expect(seen).toEqual({ flat: 5 });
  });

  it('takes what another tab has looked at since', async () => {
    seen = { flat: 1 };
    const news = count();
    await news.update(at(1, 'flat'), null);
    seen = { flat: 5 };
    await news.update(at(1, 'flat'), null);
    expect(shown).toEqual([4, 0]);
  });

  it('starts anew where the class has fewer changes than were seen', async () => {
    seen = { flat: 9 };
    const news = count();
    await news.update(at(1, 'flat'), null);
    held = { flat: 6 };
    await news.update(at(2, 'flat'), null);
    expect(shown).toEqual([0, 1]);
  });

  it('shows the newest of what was asked for while it was counting', async () => {
    let resolve = (): void => undefined;
    const promise = new Promise<void>((settled) => (resolve = settled));
    quiet = () => promise;
    seen = { flat: 1 };
    const news = count();
    const first = news.update(at(1, 'flat'), null);
    const second = news.update(at(1, 'flat'), 'flat');
    resolve();
    await Promise.all([first, second]);
    expect(shown.at(-1)).toBe(0);
    expect(seen).toEqual({ flat: 5 });
  });
});
