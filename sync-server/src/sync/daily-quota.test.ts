import { expect, it } from 'vitest';
import { DailyQuota } from './daily-quota.ts';

const NOON_MS = Date.UTC(2026, 0, 5, 12);
const MIB = 2 ** 20;
const entry = (at: string, by: string, bytes: number) => ({ seq: 1, at, by, update: new Uint8Array(bytes) });

it('counts the day’s entries per account, what was recovered apart, and begins anew at midnight UTC', () => {
  const quota = new DailyQuota(
    [
      entry('2026-01-04T23:59:59.999Z', 'anna', MIB),
      entry('2026-01-05T00:00:00.000Z', 'anna', 2 * MIB),
      { ...entry('2026-01-05T01:00:00.000Z', 'anna', MIB), recovered: true },
      entry('2026-01-05T02:00:00.000Z', 'bert', MIB),
    ],
    NOON_MS,
  );
  expect(quota.bytesLeft('anna', NOON_MS)).toBe(4 * MIB);
  quota.add('anna', MIB, NOON_MS);
  expect(quota.bytesLeft('anna', NOON_MS)).toBe(3 * MIB);
  expect(quota.bytesLeft('bert', NOON_MS)).toBe(5 * MIB);
  expect(quota.bytesLeft('anna', Date.UTC(2026, 0, 6) - 1)).toBe(3 * MIB);
  expect(quota.bytesLeft('anna', Date.UTC(2026, 0, 6))).toBe(6 * MIB);
});
