import { expect, it } from 'vitest';
import { AmountKeys } from './amount-keys.svelte.ts';

/** The keys of a form whose keypad arrives, or fails to, when the test says so. */
function keysOfForm(hasTouch = true) {
  const loads: PromiseWithResolvers<string>[] = [];
  let refocused = 0;
  const keys = new AmountKeys<string>({
    hasTouch,
    load: () => {
      const load = withResolvers<string>();
      loads.push(load);
      return load.promise;
    },
    refocus: () => {
      refocused += 1;
      keys.moveTo(true);
      return Promise.resolve();
    },
  });
  return { keys, loads, refocused: () => refocused };
}

interface PromiseWithResolvers<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (why: Error) => void;
}

function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (why: Error) => void = () => undefined;
  const promise = new Promise<T>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { promise, resolve, reject };
}

/** Lets everything that is settled be heard. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('shows the keypad while the amount is in hand, and loads it once', async () => {
  const { keys, loads } = keysOfForm();
  expect(keys.areOwn).toBe(true);
  expect(loads).toHaveLength(0);

  keys.moveTo(true);
  keys.moveTo(true);
  expect(loads).toHaveLength(1);
  expect(keys.pad).toBeNull();

  loads[0]?.resolve('pad');
  await settled();
  expect(keys.pad).toBe('pad');
  keys.moveTo(false);
  expect(keys.pad).toBeNull();
  keys.moveTo(true);
  expect(keys.pad).toBe('pad');
  expect(loads).toHaveLength(1);
});

it('never has a keypad where a mouse points', () => {
  const { keys, loads } = keysOfForm(false);
  keys.moveTo(true);
  expect([keys.areOwn, keys.areOfDevice, keys.pad]).toEqual([false, false, null]);
  expect(loads).toHaveLength(0);
});

it('remembers for the form which keys were chosen', async () => {
  const { keys, loads, refocused } = keysOfForm();
  keys.moveTo(true);
  loads[0]?.resolve('pad');
  await settled();

  await keys.choose('device');
  keys.moveTo(false);
  keys.moveTo(true);
  expect([keys.areOwn, keys.areOfDevice, keys.pad]).toEqual([false, true, null]);

  await keys.choose('own');
  expect(keys.pad).toBe('pad');
  expect(refocused()).toBe(2);
});

it('gives way to the keyboard of the device when the keypad cannot be loaded, and tries again when asked', async () => {
  const { keys, loads, refocused } = keysOfForm();
  keys.moveTo(true);
  loads[0]?.reject(new Error('offline'));
  await settled();
  expect(keys.areOfDevice).toBe(true);
  expect(refocused()).toBe(1);

  await keys.choose('own');
  loads[1]?.resolve('pad');
  await settled();
  expect(keys.pad).toBe('pad');
});

it('does not take the focus back from another field when the keypad fails late', async () => {
  const { keys, loads, refocused } = keysOfForm();
  // The race: focus on the amount, on to the description, and only then the answer of the network.
  keys.moveTo(true);
  keys.moveTo(false);
  loads[0]?.reject(new Error('offline'));
  await settled();
  expect(refocused()).toBe(0);
  expect(keys.areOfDevice).toBe(true);
});
