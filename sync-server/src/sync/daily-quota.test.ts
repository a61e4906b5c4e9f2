import { describe, expect, it } from 'vitest';
import { DailyQuota, DailyQuotas } from './daily-quota.ts';

const NOON_MS = Date.UTC(2026, 0, 5, 12);
const MIB = 2 ** 20;
const entry = (at: string, by: string, bytes: number) => ({ seq: 1, at, by, update: new Uint8Array(bytes) });

describe('the daily quota', () => {
  it('counts the day’s entries per account, what was recovered apart, and begins anew at midnight UTC', () => {
    const quota = new DailyQuota();
    quota.readJournal(
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

  it('is kept for a class that is loaded again with a journal that says less, or the same', () => {
    const quotas = new DailyQuotas();
    quotas.of('flat').add('anna', 2 * MIB, NOON_MS);
    quotas.of('flat').readJournal([], NOON_MS);
    expect(quotas.of('flat').bytesLeft('anna', NOON_MS)).toBe(4 * MIB);
    quotas.of('flat').readJournal([entry('2026-01-05T02:00:00.000Z', 'anna', 2 * MIB)], NOON_MS);
    expect(quotas.of('flat').bytesLeft('anna', NOON_MS)).toBe(4 * MIB);
    expect(quotas.of('other').bytesLeft('anna', NOON_MS)).toBe(6 * MIB);
  });

  it('is forgotten for the class that was loaded longest ago when there are too many', () => {
    const quotas = new DailyQuotas();
    for (const id of ['first', 'second']) quotas.of(id).add('anna', MIB, NOON_MS);
    for (let n = 0; n < 19_998; n++) quotas.of(`class ${String(n)}`);
    expect(quotas.of('first').bytesLeft('anna', NOON_MS)).toBe(5 * MIB);
    quotas.of('one more');
    expect(quotas.of('first').bytesLeft('anna', NOON_MS)).toBe(5 * MIB);
    expect(quotas.of('second').bytesLeft('anna', NOON_MS)).toBe(6 * MIB);
  });
});
