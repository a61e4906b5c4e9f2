import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DeviceAccount, DeviceProfiles } from '$lib/platform/device-profiles.ts';
import { sessionMemory } from '$lib/platform/session-memory.ts';
import { Account } from '$lib/profile/account.svelte.ts';
import { enterAccount } from './enter-account.ts';

const anna: DeviceAccount = { id: 'anna', username: 'anna', displayName: 'Anna' };
const bert: DeviceAccount = { id: 'bert', username: 'bert', displayName: 'Bert' };
const isText = (value: unknown): value is string => typeof value === 'string';

/** The keys of a Storage are its own enumerable properties. */
const verbs: ProxyHandler<Record<string, string>> = {
  get: (kept, verb) =>
    ({
      getItem: (key: string) => kept[key] ?? null,
      setItem: (key: string, value: string) => Reflect.set(kept, key, value),
      removeItem: (key: string) => Reflect.deleteProperty(kept, key),
    })[String(verb)],
};

beforeEach(() => vi.stubGlobal('sessionStorage', new Proxy({}, verbs)));
afterEach(() => void vi.unstubAllGlobals());

function enter(current: DeviceAccount | null, entered: DeviceAccount): unknown[] {
  sessionMemory('new-class', isText).set('Trip to Rome');
  const used: (DeviceAccount | null)[] = [];
  const profiles: DeviceProfiles = {
    current,
    all: current ? [current] : [],
    use: (account) => void used.push(account),
    forget: () => undefined,
  };
  enterAccount(new Account({ profiles }), entered);
  // As the next page of the tab reads it.
  return [sessionMemory('new-class', isText).get(), ...used];
}

it('offers nothing that another account typed in this tab', () => {
  expect(enter(anna, bert)).toEqual([undefined, bert]);
});

it('keeps what was typed before one signed in again, or in at all', () => {
  expect(enter(anna, { ...anna, displayName: 'Ann' })[0]).toBe('Trip to Rome');
  expect(enter(null, bert)[0]).toBe('Trip to Rome');
});
