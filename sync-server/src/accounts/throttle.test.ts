import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GUESSING_RULES, createThrottle } from './throttle.ts';
import type { Admission } from './throttle.ts';

const RULES = { burst: 3, firstWaitMs: 1000, maxWaitMs: 60_000, forgetMs: 600_000, maxKeys: 4 };
const MINUTE_MS = 60_000;

function open(rules = RULES) {
  const clock = { nowMs: 1_000_000 };
  return { clock, throttle: createThrottle(rules, () => clock.nowMs) };
}

const waitOf = (admission: Admission): number => (admission.ok ? 0 : admission.retryAfterMs);

describe('a throttle', () => {
  it('lets the burst through, then asks for waits that double up to the longest', () => {
    const { clock, throttle } = open();
    const waits: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      const wait = waitOf(throttle.admit(['a']));
      waits.push(wait);
      clock.nowMs += wait;
      if (wait > 0) expect(waitOf(throttle.admit(['a']))).toBe(0);
    }
    expect(waits).toEqual([0, 0, 0, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it('does not count what it refuses, so that waiting is never made longer by asking', () => {
    const { clock, throttle } = open();
    for (let n = 0; n < 3; n += 1) throttle.admit(['a']);
    for (let n = 0; n < 50; n += 1) expect(waitOf(throttle.admit(['a']))).toBe(1000);
    clock.nowMs += 999;
    expect(waitOf(throttle.admit(['a']))).toBe(1);
    clock.nowMs += 1;
    expect(throttle.admit(['a']).ok).toBe(true);
  });

  it('forgets one failure after each time, and in the end all', () => {
    const { clock, throttle } = open();
    for (let n = 0; n < 3; n += 1) throttle.admit(['a']);
    clock.nowMs += RULES.forgetMs;
    expect(throttle.admit(['a']).ok).toBe(true);
    expect(throttle.admit(['a']).ok).toBe(false);
    clock.nowMs += 10 * RULES.forgetMs;
    for (let n = 0; n < 3; n += 1) expect(throttle.admit(['a']).ok).toBe(true);
  });

  it('clears the own key after a success, and only takes the attempt off a shared one', () => {
    const { throttle } = open();
    throttle.admit(['a', 'shared']);
    throttle.admit(['b', 'shared']);
    const third = throttle.admit(['a', 'shared']);
    if (!third.ok) throw new Error('let in');
    third.succeeded();
    for (let n = 0; n < 3; n += 1) expect(throttle.admit(['a']).ok).toBe(true);
    expect(throttle.admit(['c', 'shared']).ok).toBe(true);
    expect(throttle.admit(['d', 'shared']).ok).toBe(false);
  });

  it('settles an attempt once, whatever is called afterwards', () => {
    const { throttle } = open();
    throttle.admit(['a']);
    throttle.admit(['a']);
    const third = throttle.admit(['a']);
    if (!third.ok) throw new Error('let in');
    third.giveBack();
    third.giveBack();
    third.succeeded();
    expect(throttle.admit(['a']).ok).toBe(true);
    expect(throttle.admit(['a']).ok).toBe(false);
  });

  it('remembers no more keys than it may: the one that failed longest ago goes', () => {
    const { throttle } = open();
    for (let n = 0; n < 3; n += 1) throttle.admit(['old']);
    for (const key of ['b', 'c', 'd']) throttle.admit([key]);
    expect(throttle.admit(['old']).ok).toBe(false);
    throttle.admit(['e']);
    expect(throttle.admit(['old']).ok).toBe(true);
  });

  it('lets at most 116 guesses a day through, and 96 on each further day', () => {
    const { clock, throttle } = open(GUESSING_RULES);
    const days: number[] = [];
    for (let day = 0; day < 3; day += 1) {
      let count = 0;
      for (let minute = 0; minute < 1440 * 60; minute += 1) {
        if (throttle.admit(['a']).ok) count += 1;
        clock.nowMs += MINUTE_MS / 60;
      }
      days.push(count);
    }
    expect(days[0]).toBeLessThanOrEqual(116);
    expect(days[1]).toBeLessThanOrEqual(97);
    expect(days[2]).toBeLessThanOrEqual(97);
  });

  it('keeps its waits short when the clock is set back', () => {
    const { clock, throttle } = open();
    for (let n = 0; n < 8; n += 1) clock.nowMs += waitOf(throttle.admit(['a']));
    clock.nowMs -= 24 * 60 * MINUTE_MS;
    const wait = waitOf(throttle.admit(['a']));
    expect(wait).toBeLessThanOrEqual(RULES.maxWaitMs);
    clock.nowMs += wait;
    expect(throttle.admit(['a']).ok).toBe(true);
  });

  it('never asks for a longer wait than the longest, whatever happened', () => {
    const step = fc.record({
      keys: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
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
        expect(throttle.admit(['a', 'b', 'c']).ok).toBe(true);
      }),
    );
  });
});
