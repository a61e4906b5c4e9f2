import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADDRESS_RULES, GUESSING_RULES, attempt, createThrottle } from './throttle.ts';
import type { Admission } from './throttle.ts';

const RULES = { burst: 3, firstWaitMs: 1000, maxWaitMs: 60_000, forgetMs: 600_000, maxKeys: 4 };
const MINUTE_MS = 60_000;

function open(rules = RULES) {
  const clock = { nowMs: 1_000_000 };
  return { clock, throttle: createThrottle({ own: rules, shared: rules }, () => clock.nowMs) };
}

const waitOf = (admission: Admission): number => (admission.ok ? 0 : admission.retryAfterMs);

describe('a throttle', () => {
  it('lets the burst through, then asks for waits that double up to the longest', () => {
    const { clock, throttle } = open();
    const waits: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      const wait = waitOf(throttle.admit({ own: 'a' }));
      waits.push(wait);
      clock.nowMs += wait;
      if (wait > 0) expect(waitOf(throttle.admit({ own: 'a' }))).toBe(0);
    }
    expect(waits).toEqual([0, 0, 0, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it('does not count what it refuses, so that waiting is never made longer by asking', () => {
    const { clock, throttle } = open();
    for (let n = 0; n < 3; n += 1) throttle.admit({ own: 'a' });
    for (let n = 0; n < 50; n += 1) expect(waitOf(throttle.admit({ own: 'a' }))).toBe(1000);
    clock.nowMs += 999;
    expect(waitOf(throttle.admit({ own: 'a' }))).toBe(1);
    clock.nowMs += 1;
    expect(throttle.admit({ own: 'a' }).ok).toBe(true);
  });

  it('forgets one failure after each time, and in the end all', () => {
    const { clock, throttle } = open();
    for (let n = 0; n < 3; n += 1) throttle.admit({ own: 'a' });
    clock.nowMs += RULES.forgetMs;
    expect(throttle.admit({ own: 'a' }).ok).toBe(true);
    expect(throttle.admit({ own: 'a' }).ok).toBe(false);
    clock.nowMs += 10 * RULES.forgetMs;
    for (let n = 0; n < 3; n += 1) expect(throttle.admit({ own: 'a' }).ok).toBe(true);
  });

  it('clears the own key after a success, and only takes the attempt off a shared one', () => {
    const { throttle } = open();
    throttle.admit({ own: 'a', shared: 'house' });
    throttle.admit({ own: 'b', shared: 'house' });
    const third = throttle.admit({ own: 'a', shared: 'house' });
    if (!third.ok) throw new Error('let in');
    third.succeeded();
    for (let n = 0; n < 3; n += 1) expect(throttle.admit({ own: 'a' }).ok).toBe(true);
    expect(throttle.admit({ own: 'c', shared: 'house' }).ok).toBe(true);
    expect(throttle.admit({ own: 'd', shared: 'house' }).ok).toBe(false);
  });

  it('settles an attempt once, whatever is called afterwards', () => {
    const { throttle } = open();
    throttle.admit({ own: 'a' });
    throttle.admit({ own: 'a' });
    const third = throttle.admit({ own: 'a' });
    if (!third.ok) throw new Error('let in');
    third.giveBack();
    third.giveBack();
    third.succeeded();
    expect(throttle.admit({ own: 'a' }).ok).toBe(true);
    expect(throttle.admit({ own: 'a' }).ok).toBe(false);
  });

  it('remembers no more keys than it may: the one that failed longest ago goes', () => {
    const { throttle } = open();
    for (let n = 0; n < 3; n += 1) throttle.admit({ own: 'old' });
    for (const key of ['b', 'c', 'd']) throttle.admit({ own: key });
    expect(throttle.admit({ own: 'old' }).ok).toBe(false);
    throttle.admit({ own: 'e' });
    expect(throttle.admit({ own: 'old' }).ok).toBe(true);
  });

  it('is as it was before once a right answer is in, also where strangers have to wait', () => {
    const { clock, throttle } = open();
    for (let n = 0; n < 5; n += 1) {
      clock.nowMs += waitOf(throttle.admit({ shared: 'house' }));
      throttle.admit({ shared: 'house' });
    }
    const wait = waitOf(throttle.admit({ shared: 'house' }));
    expect(wait).toBeGreaterThan(1000);
    clock.nowMs += wait;
    for (const end of ['succeeded', 'giveBack', 'succeeded'] as const) {
      const right = throttle.admit({ own: 'anna', shared: 'house' });
      if (!right.ok) throw new Error('let in');
      clock.nowMs += 10;
      right[end]();
      expect(waitOf(throttle.admit({ own: 'anna' }))).toBe(0);
    }
    expect(throttle.admit({ shared: 'house' }).ok).toBe(true);
    expect(waitOf(throttle.admit({ shared: 'house' }))).toBe(wait * 2);
  });

  it('takes off one attempt of several at once, and leaves the others counted', () => {
    const { throttle } = open();
    const [first, second, third] = [1, 2, 3].map(() => throttle.admit({ shared: 'house' }));
    if (!first?.ok || !second?.ok || !third?.ok) throw new Error('let in');
    second.giveBack();
    first.giveBack();
    expect(throttle.admit({ shared: 'house' }).ok).toBe(true);
    expect(throttle.admit({ shared: 'house' }).ok).toBe(true);
    expect(throttle.admit({ shared: 'house' }).ok).toBe(false);
  });

  it('does not count what failed by no fault of whoever asked', async () => {
    const { throttle } = open();
    for (let n = 0; n < 10; n += 1) {
      const admission = throttle.admit({ own: 'a', shared: 'house' });
      if (!admission.ok) throw new Error('let in');
      await expect(attempt(admission, () => Promise.reject(new Error('disk')))).rejects.toThrow('disk');
    }
  });

  it.each([
    ['own', 116, 96],
    ['shared', 1546, 1440],
  ] as const)(
    'by %s key lets at most %i guesses through on a day, and %i on a further one',
    (kind, first, further) => {
      const clock = { nowMs: 1_000_000 };
      const throttle = createThrottle({ own: GUESSING_RULES, shared: ADDRESS_RULES }, () => clock.nowMs);
      const days: number[] = [];
      for (let day = 1; day <= 3; day += 1) {
        let count = 0;
        const endMs = 1_000_000 + day * 1440 * MINUTE_MS;
        while (clock.nowMs < endMs) {
          const wait = waitOf(throttle.admit({ [kind]: 'a' }));
          if (wait === 0) count += 1;
          clock.nowMs += wait;
        }
        days.push(count);
      }
      expect(days[0]).toBeLessThanOrEqual(first);
      expect(days[1]).toBeLessThanOrEqual(further);
      expect(days[2]).toBeLessThanOrEqual(further);
    },
  );

  it('keeps its waits short when the clock is set back', () => {
    const { clock, throttle } = open();
    for (let n = 0; n < 8; n += 1) clock.nowMs += waitOf(throttle.admit({ own: 'a' }));
    clock.nowMs -= 24 * 60 * MINUTE_MS;
    const wait = waitOf(throttle.admit({ own: 'a' }));
    expect(wait).toBeLessThanOrEqual(RULES.maxWaitMs);
    clock.nowMs += wait;
    expect(throttle.admit({ own: 'a' }).ok).toBe(true);
  });

  it('never asks for a longer wait than the longest, whatever happened', () => {
    const step = fc.record({
      keys: fc.record(
        { own: fc.constantFrom('a', 'b'), shared: fc.constantFrom('a', 'b') },
        { requiredKeys: [] },
      ),
      laterMs: fc.nat(2_000_000),
      end: fc.constantFrom('failed', 'succeeded', 'giveBack'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        const { clock, throttle } = open();
        for (const { keys, laterMs, end } of steps) {
          const admission = throttle.admit(keys);
          expect(waitOf(admission)).toBeLessThanOrEqual(RULES.maxWaitMs);
          if (admission.ok && end !== 'failed') admission[end]();
          clock.nowMs += laterMs;
        }
        clock.nowMs += RULES.maxWaitMs;
        expect(throttle.admit({ own: 'a', shared: 'a' }).ok).toBe(true);
      }),
    );
  });
});
