import { describe, expect, it } from 'vitest';
import { refused, stored } from '$lib/platform/storage-result.ts';
import { forOneAction } from './for-one-action.ts';

function fakeClass() {
  const calls: string[] = [];
  return { calls, close: () => Promise.resolve(void calls.push('close')) };
}

describe('forOneAction', () => {
  it('closes the class after the action, and hands on what came of it', async () => {
    const live = fakeClass();
    const done = await forOneAction(
      () => Promise.resolve(stored(live)),
      ({ calls }) => Promise.resolve(calls.push('act')),
    );
    expect([done, live.calls]).toEqual([1, ['act', 'close']]);
  });

  it('closes it also when the action throws', async () => {
    const live = fakeClass();
    const doing = forOneAction(
      () => Promise.resolve(stored(live)),
      () => Promise.reject(new Error('a defect')),
    );
    await expect(doing).rejects.toThrow('a defect');
    expect(live.calls).toEqual(['close']);
  });

  it.each([
    ['there is none', () => Promise.resolve(stored(null))],
    ['it cannot be read', () => Promise.resolve(refused('lost', ''))],
    ['its code does not come', () => Promise.reject(new Error('no network'))],
  ])('does nothing when %s', async (_, open) => {
    expect(
      await forOneAction<ReturnType<typeof fakeClass>, string>(open, () => Promise.resolve('done')),
    ).toBe(null);
  });
});
