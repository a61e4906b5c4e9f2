import { beforeEach, describe, expect, it } from 'vitest';
import { guardPreloadErrors, oneReloadPerMs, type MissingPart } from './preload-error.ts';

let target: EventTarget;
let stored: Map<string, string>;
let isOnline: boolean;
let serverAnswers: boolean;
let asked: number;
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
    serverAnswers: () => {
      asked++;
      return Promise.resolve(serverAnswers);
    },
    reload: () => reloads++,
    now: () => now,
    report: ({ reason }) => reasons.push(reason),
  });
}

const fail = () => target.dispatchEvent(new Event('vite:preloadError', { cancelable: true }));

/** Resolves when the guard has made up its mind. */
async function failToLoad(): Promise<void> {
  fail();
  await Promise.resolve();
  await Promise.resolve();
}

beforeEach(() => {
  target = new EventTarget();
  stored = new Map();
  isOnline = true;
  serverAnswers = true;
  asked = 0;
  now = 1_800_000_000_000;
  reloads = 0;
  reasons = [];
});

describe('guardPreloadErrors', () => {
  it('reloads once for a part that is missing online', async () => {
    guard();
    await failToLoad();
    expect(reloads).toBe(1);
    expect(reasons).toEqual(['offline', 'reloading']);
  });

  it('does not reload for ever when the part stays missing after the reload', async () => {
    guard();
    await failToLoad();
    target = new EventTarget(); // the page after the reload
    guard();
    now += 1000;
    await failToLoad();
    expect(reloads).toBe(1);
    expect(reasons).toEqual(['offline', 'reloading', 'offline', 'still-missing']);
  });

  it('reloads again for another missing part much later', async () => {
    guard();
    await failToLoad();
    now += oneReloadPerMs;
    await failToLoad();
    expect(reloads).toBe(2);
  });

  it('never reloads offline', async () => {
    isOnline = false;
    guard();
    await failToLoad();
    expect(reloads).toBe(0);
    expect(asked).toBe(0);
    expect(reasons).toEqual(['offline']);
  });

  it('never reloads while the server does not answer, though there is a network', async () => {
    serverAnswers = false;
    guard();
    await failToLoad();
    expect(reloads).toBe(0);
    expect(reasons).toEqual(['offline']);
    serverAnswers = true;
    await failToLoad();
    expect(reloads).toBe(1);
  });

  it('asks the server once for parts that go missing together', async () => {
    guard();
    fail();
    await failToLoad();
    expect(asked).toBe(1);
    expect(reloads).toBe(1);
  });

  it('does not reload where it cannot remember that it did', async () => {
    const refused = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    guard({ getItem: refused, setItem: refused });
    await failToLoad();
    expect(reloads).toBe(0);
    expect(reasons).toEqual(['offline', 'still-missing']);
  });

  it('hears nothing once it is ended', async () => {
    guard()();
    await failToLoad();
    expect(reasons).toEqual([]);
  });
});
