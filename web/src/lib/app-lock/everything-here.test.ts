import { expect, it } from 'vitest';
import { refused, stored } from '$lib/platform/storage-result.ts';
import { countOnlyOnDevice } from './everything-here.ts';

const kept = {
  none: { entryCount: 3, classNames: [], aside: [] },
  a: { entryCount: 2, classNames: ['Flat', 'Flat'], aside: [{ className: 'Trip', count: 4 }] },
};

it('adds up what is only here, over all profiles and the one without an account', async () => {
  const only = await countOnlyOnDevice(['a'], (id) =>
    Promise.resolve(stored(kept[id === null ? 'none' : 'a'])),
  );
  expect(only).toEqual({ entryCount: 5, classCount: 2, asideCount: 4 });
});

it('says nothing of a device that it cannot read as a whole', async () => {
  const only = await countOnlyOnDevice(['a'], (id) =>
    Promise.resolve(id === null ? stored(kept.none) : refused('failed', 'no answer')),
  );
  expect(only).toBeNull();
});
