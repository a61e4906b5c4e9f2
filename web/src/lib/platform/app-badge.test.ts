import { describe, expect, it } from 'vitest';
import { browserAppBadge } from './app-badge.ts';

describe('browserAppBadge', () => {
  it('sets a number and clears it', () => {
    const calls: unknown[] = [];
    const badge = browserAppBadge({
      setAppBadge: (count) => Promise.resolve(void calls.push(count)),
      clearAppBadge: () => Promise.resolve(void calls.push('clear')),
    });
    badge?.show(3);
    badge?.show(0);
    expect(calls).toEqual([3, 'clear']);
  });

  it('takes a refusal for no harm, and is none where there is no such number', async () => {
    const refused = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    browserAppBadge({ setAppBadge: refused, clearAppBadge: refused })?.show(1);
    // An unhandled rejection would fail the run.
    await new Promise<void>((resolve) => setImmediate(resolve));
    expect(browserAppBadge({})).toBeNull();
  });
});
