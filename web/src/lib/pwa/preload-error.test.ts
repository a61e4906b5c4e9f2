import { beforeEach, describe, expect, it } from 'vitest';
import { guardPreloadErrors, oneReloadPerMs, type MissingPart } from './preload-error.ts';

let target: EventTarget;
let stored: Map<string, string>;
let isOnline: boolean;
let now: number;
let reloads: number;
let reasons: MissingPart['reason'][];

function guard(
  storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  },
) {
  return guardPreloadErrors({
    target,
    storage,
    isOnline: () => isOnline,
    reload: () => reloads++,
    now: () => now,
    report: ({ reason }) => reasons.push(reason),
  });
}

const failToLoad = () => target.dispatchEvent(new Event('vite:preloadError', { cancelable: true }));

beforeEach(() => {
  target = new EventTarget();
  stored = new Map();
  isOnline = true;
  now = 1_800_000_000_000;
  reloads = 0;
  reasons = [];
});

describe('guardPreloadErrors', () => {
  it('reloads once for a part that is missing online', () => {
    guard();
    failToLoad();
    expect(reloads).toBe(1);
    expect(reasons).toEqual(['reloading']);
  });

  it('does not reload for ever when the part stays missing after the reload', () => {
    guard();
    failToLoad();
    target = new EventTarget(); // the page after the reload
    guard();
    now += 1000;
    failToLoad();
    expect(reloads).toBe(1);
    expect(reasons).toEqual(['reloading', 'still-missing']);
  });

  it('reloads again for another missing part much later', () => {
    guard();
    failToLoad();
    now += oneReloadPerMs;
    failToLoad();
    expect(reloads).toBe(2);
  });

  it('never reloads offline', () => {
    isOnline = false;
    guard();
    failToLoad();
    expect(reloads).toBe(0);
    expect(reasons).toEqual(['offline']);
  });

  it('does not reload where it cannot remember that it did', () => {
    const refused = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    guard({ getItem: refused, setItem: refused });
    failToLoad();
    expect(reloads).toBe(0);
    expect(reasons).toEqual(['still-missing']);
  });

  it('hears nothing once it is ended', () => {
    guard()();
    failToLoad();
    expect(reasons).toEqual([]);
  });
});
