import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { claimTabIdentity } from './tab-identity.ts';

/** The locks of a browser, as far as tabs that never let go need them. */
class Locks {
  readonly held = new Set<string>();

  request(
    name: string,
    { signal }: { signal: AbortSignal },
    callback: () => Promise<never>,
  ): Promise<unknown> {
    if (!this.held.has(name)) {
      this.held.add(name);
      return callback();
    }
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('injected', 'AbortError')));
    });
  }

  query(): Promise<unknown> {
    return Promise.resolve({ held: [...this.held].map((name) => ({ name })) });
  }
}

const deny = () => Promise.reject(new DOMException('injected', 'SecurityError'));
const denyAtOnce = () => {
  throw new DOMException('injected', 'SecurityError');
};

beforeEach(() => {
  vi.useFakeTimers();
  const session = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => session.get(key) ?? null,
    setItem: (key: string, value: string) => void session.set(key, value),
  });
  // Browsers that have locks but not this are in use.
  vi.stubGlobal('AbortSignal', { timeout: undefined });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('claimTabIdentity', () => {
  it('gives a duplicated tab an id of its own, and knows both', async () => {
    vi.stubGlobal('navigator', { locks: new Locks() });
    expect(await claimTabIdentity(() => 'one').id).toBe('one');
    const copy = claimTabIdentity(() => 'two');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await copy.id).toBe('two');
    expect(await copy.liveIds()).toEqual(new Set(['one', 'two']));
  });

  it.each([
    ['without locks', undefined],
    ['with locks that are denied', { request: deny, query: deny }],
    ['with locks that throw', { request: denyAtOnce, query: denyAtOnce }],
  ])('knows at least itself %s', async (_name, locks) => {
    vi.stubGlobal('navigator', { locks });
    const tab = claimTabIdentity(() => 'one');
    expect(await tab.id).toBe('one');
    expect(await tab.liveIds()).toEqual(new Set(['one']));
    expect(vi.getTimerCount()).toBe(0);
  });
});
