import { describe, expect, it } from 'vitest';
import { ManualTimers } from './manual-timers.ts';
import { localDay, msUntilTomorrow, watchDay } from './today.ts';

describe('localDay', () => {
  it('is the day on the wall where the device is', () => {
    expect(localDay(new Date(2026, 0, 5, 0, 0, 0))).toBe('2026-01-05');
    expect(localDay(new Date(2026, 11, 31, 23, 59, 59))).toBe('2026-12-31');
  });

  it('is never more than 25 hours from the next', () => {
    for (let hour = 0; hour < 24 * 366; hour++) {
      const ms = msUntilTomorrow(new Date(2026, 0, 1, hour));
      expect(ms).toBeGreaterThan(0);
      expect(ms).toBeLessThanOrEqual(25 * 3_600_000);
    }
  });
});

describe('watchDay', () => {
  it('announces the next day at midnight and when the page returns, and nothing after its end', () => {
    let nowMs = new Date(2026, 2, 1, 23, 0).getTime();
    const returning = new Set<() => void>();
    const page = {
      onReturning: (action: () => void) => {
        returning.add(action);
        return () => void returning.delete(action);
      },
    };
    const timers = new ManualTimers();
    const seen: string[] = [];
    const stop = watchDay({ now: () => nowMs, timers, page }, () => seen.push(localDay(new Date(nowMs))));
    nowMs += 3_600_000;
    timers.advance(3_600_000);
    nowMs += 24 * 3_600_000;
    timers.advance(24 * 3_600_000);
    nowMs += 5 * 86_400_000;
    for (const action of returning) action();
    expect(seen).toEqual(['2026-03-02', '2026-03-03', '2026-03-08']);
    expect(timers.waitingCount).toBe(1);
    stop();
    expect(timers.waitingCount).toBe(0);
    expect(returning.size).toBe(0);
  });
});
