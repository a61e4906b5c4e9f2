import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClassLedger } from './class-ledger.ts';
import { assertSameAsRebuilt } from './rebuilt.ts';
import { ALI, BEA, change, CYD, moneyOf } from './test-records.ts';

const ids = [ALI, BEA, CYD];
const id = fc.constantFrom(...ids);
const list = fc.constantFrom<unknown>(
  [ALI, BEA],
  [BEA, ALI],
  [ALI, BEA],
  [ALI, CYD],
  [ALI, BEA, CYD],
  null,
  7,
);
/** Somebody says something of a member, themself or not, that decides who settles as one. */
const record = fc.record({
  e: id,
  a: fc.constantFrom(ALI, BEA, CYD, 'm_dan000'),
  t: fc.integer({ min: 1, max: 9 }),
  s: fc.oneof(
    { weight: 4, arbitrary: fc.record({ unit: list }) },
    { weight: 1, arbitrary: fc.record({ same: fc.oneof(id, fc.constant(null)) }) },
  ),
});

describe('what members say of units', () => {
  it('[D37] is after each change what reading all anew gives, and units are agreed and disjoint', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 12 }), (records) => {
        const ledger = new ClassLedger();
        const log = [
          change('e_0000001', {
            s: {
              money: moneyOf(
                [[ALI, 90]],
                ids.map((one) => [one, 30] as const),
              ),
            },
          }),
          ...records.map((fields, i) => change(`r_${String(i).padStart(7, '0')}`, { k: 'm', ...fields })),
        ];
        for (const [i, one] of log.entries()) {
          ledger.apply([one]);
          assertSameAsRebuilt(ledger, log.slice(0, i + 1));
        }
        for (const [member, unit] of ledger.units()) {
          expect(unit).toContain(member);
          for (const other of unit) expect(ledger.units().get(other)).toEqual(unit);
        }
        const sum = ledger.balancesToSettle('EUR').reduce((total, [, minor]) => total + minor, 0n);
        expect(sum).toBe(0n);
      }),
      { numRuns: 300 },
    );
  });

  it('[D37] who settles is another when somebody turns out to have an account', () => {
    const unit = [ALI, BEA];
    const ledger = new ClassLedger();
    ledger.apply(
      unit.map((one, i) => change(`r_000000${String(i)}`, { k: 'm', e: one, a: CYD, s: { unit } })),
    );
    expect(ledger.units().get(BEA)).toEqual([ALI, BEA]);
    ledger.apply([change('r_0000008', { k: 'm', e: BEA, a: BEA, t: 20, s: { unit } })]);
    expect(ledger.units().get(ALI)).toEqual([BEA, ALI]);
  });
});
