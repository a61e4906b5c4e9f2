import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minorUnitExponent } from '../money/currency.ts';
import { foldLog } from '../revisions/fold.ts';
import type { ExchangeRate, RateFields } from './exchange-rates.ts';
import {
  aboutTotal,
  createRate,
  deleteRate,
  editRate,
  isRate,
  rateBetween,
  rateFromEntity,
  validateRate,
} from './exchange-rates.ts';

const usd: RateFields = { from: 'USD', to: 'EUR', num: 92, den: 100, day: '2026-03-01' };
const ID = 'e_rate0000';

const refusals = (changes: Partial<RateFields>) => {
  const checked = validateRate({ ...usd, ...changes });
  return checked.ok ? [] : checked.refusal.map(({ field, reason }) => `${field} ${reason}`);
};

let made = 0;
function rate(changes: Partial<ExchangeRate> = {}): ExchangeRate {
  made += 1;
  return {
    id: `e_rate${String(made).padStart(6, '0')}`,
    deleted: false,
    createdAt: made,
    heads: [],
    ...usd,
    ...changes,
  };
}

describe('exchange rates', () => {
  it('[L47] name every field at fault', () => {
    expect(refusals({})).toEqual([]);
    expect(refusals({ num: 0 })).toEqual(['rate zero']);
    expect(refusals({ den: 0 })).toEqual(['rate zero']);
    expect(refusals({ to: 'USD' })).toEqual(['currency same-currency']);
    expect(refusals({ to: 'Euro', day: '2026-02-30' })).toEqual(['currency not-a-currency', 'day not-a-day']);
    expect(refusals({ num: -1 })).toEqual(['rate not-a-rate']);
    expect(refusals({ num: 1.5 })).toEqual(['rate not-a-rate']);
    expect(refusals({ num: NaN })).toEqual(['rate not-a-rate']);
    expect(refusals({ den: 10 ** 12 + 1 })).toEqual(['rate too-large']);
    expect(refusals({ day: '1969-12-31' })).toEqual(['day out-of-range']);
    expect(() => createRate({ ...usd, num: 0 }, { t: 1, id: ID })).toThrow('zero');
  });

  it('[L47] are read back as they were written, changed and deleted', () => {
    const rows = [createRate(usd, { t: 1, id: ID })];
    const now = (): ExchangeRate => {
      const entity = foldLog(rows).entities.get(ID);
      const read = entity && rateFromEntity(entity);
      if (!read) throw new Error('No rate');
      return read;
    };
    expect(now()).toMatchObject({ ...usd, deleted: false });
    expect(isRate(structuredClone(now()))).toBe(true);
    rows.push(editRate(now(), { ...usd, num: 93 }, { t: 2, id: 'r_edit0000' }));
    rows.push(deleteRate(now(), true, { t: 3, id: 'r_gone0000' }));
    expect(now()).toMatchObject({ num: 93, deleted: true });
  });

  it('[L47] of values of other types are none', () => {
    const read = (value: unknown, day: unknown) => {
      const json = JSON.stringify({ k: 'rate', t: 1, a: 'm_self00', s: { rate: value, date: day } });
      const entity = foldLog([{ id: ID, json }]).entities.get(ID);
      return entity && rateFromEntity(entity);
    };
    const { day, ...value } = usd;
    expect(read(value, day)).toMatchObject(usd);
    expect(read({ ...value, num: '92' }, day)).toBeNull();
    expect(read({ ...value, den: true }, day)).toBeNull();
    expect(read(value, 20260301)).toBeNull();
    expect(read('92/100', day)).toBeNull();
  });
});

describe('the rate that counts', () => {
  const early = rate({ day: '2026-01-01', num: 90 });
  const late = rate({ day: '2026-03-01', num: 92 });
  const rates = [late, early];
  const numOn = (day: string, of: readonly ExchangeRate[] = rates) => rateBetween(of, 'USD', 'EUR', day)?.num;

  it('[L48] is the newest of a day or before it, else the earliest after it', () => {
    expect(numOn('2026-03-01')).toBe(92);
    expect(numOn('2026-02-28')).toBe(90);
    expect(numOn('2025-06-01')).toBe(90);
    expect(numOn('2026-02-28', [late])).toBe(92);
    expect(rateBetween(rates, 'USD', 'GBP', '2026-03-01')).toBeNull();
    expect(rateBetween([], 'EUR', 'EUR', '2026-03-01')).toMatchObject({ num: 1, den: 1 });
  });

  it('[L48] of two for one day is the one created last, on every device alike; deleted ones count no more', () => {
    const again = rate({ day: '2026-03-01', num: 95 });
    expect(numOn('2026-03-01', [again, late])).toBe(95);
    expect(numOn('2026-03-01', [late, again])).toBe(95);
    expect(numOn('2026-03-01', [late, { ...again, deleted: true }])).toBe(92);
    const twin = { ...again, id: 'e_ratezzzzz', num: 96 };
    expect([numOn('2026-03-01', [twin, again]), numOn('2026-03-01', [again, twin])]).toEqual([96, 96]);
  });

  it('[L48] is turned round when it was typed for the other direction', () => {
    expect(rateBetween(rates, 'EUR', 'USD', '2026-03-01')).toEqual({ num: 100, den: 92, day: '2026-03-01' });
  });
});

describe('an about-total', () => {
  const rates = [
    rate({ num: 92, den: 100, day: '2026-03-01' }),
    rate({ from: 'JPY', to: 'EUR', num: 6, den: 1_000, day: '2026-02-01' }),
    rate({ from: 'KWD', to: 'EUR', num: 3, den: 1, day: '2026-01-01' }),
  ];

  it('[L48] converts each sum by itself, in the decimals of each currency', () => {
    const sums = [
      ['EUR', 1_000n],
      ['USD', 1_001n],
      ['JPY', 1_000n],
      ['KWD', 1_000n],
      ['CHF', 500n],
      ['GBP', 0n],
    ] as const;
    // 10.00 + 9.2092 + 6.00 + 3.00
    expect(aboutTotal(sums, 'EUR', rates, '2026-03-15')).toEqual({
      totalMinor: 1_000n + 921n + 600n + 300n,
      missing: ['CHF'],
      oldestDay: '2026-01-01',
    });
    expect(aboutTotal([['EUR', 5n]], 'EUR', rates, '2026-03-15').oldestDay).toBeNull();
    expect(aboutTotal([['USD', -25n]], 'EUR', [rate({ num: 50 })], '2026-03-15').totalMinor).toBe(-13n);
  });

  it('[L48] is off by half a minor unit per currency at most, whatever the size', () => {
    const currency = fc.constantFrom('USD', 'JPY', 'KWD', 'EUR');
    const part = fc.integer({ min: 1, max: 10 ** 12 });
    fc.assert(
      fc.property(
        currency,
        currency,
        part,
        part,
        fc.bigInt(-(10n ** 24n), 10n ** 24n),
        (from, to, num, den, minor) => {
          fc.pre(from !== to);
          const { totalMinor } = aboutTotal(
            [[from, minor]],
            to,
            [rate({ from, to, num, den })],
            '2026-03-15',
          );
          const scale = (code: string) => 10n ** BigInt(minorUnitExponent(code));
          const parts = BigInt(den) * scale(from);
          const difference = 2n * (totalMinor * parts - minor * BigInt(num) * scale(to));
          expect(difference <= parts && -difference <= parts).toBe(true);
        },
      ),
    );
  });
});
