import { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { describe, expect, it } from 'vitest';
import { canonicalState, lostMoney } from '../support/canonical-state.ts';
import { honestBalances, honestChanges } from './honest-log.ts';
import { validRecords } from './valid-records.ts';
import type { WrongField } from './wrong-fields.ts';
import { wrongFields } from './wrong-fields.ts';

describe('wrong types in every field', { timeout: 60_000 }, () => {
  it.each(validRecords)('reads a whole $name', ({ id, record }) => {
    const ledger = new ClassLedger();
    ledger.apply([{ id, value: JSON.stringify(record) }]);
    expect(ledger.quarantined()).toEqual([]);
    expect(lostMoney(ledger)).toBeNull();
  });

  it.each(validRecords)('survives every wrong field of a $name, whatever comes first', ({ id, record }) => {
    for (const { path, wrong, json } of wrongFields(record)) {
      const change = { id, value: json };
      const [before, after] = [new ClassLedger(), new ClassLedger()];
      before.apply([...honestChanges, change]);
      after.apply([change]);
      after.apply(honestChanges);
      const name = `${path.join('.')} = ${wrong ?? 'left out'}`;
      expect(canonicalState(after), name).toBe(canonicalState(before));
      expect(lostMoney(before), name).toBeNull();
    }
  });

  it.each(validRecords)('quarantines broken money and envelopes of a $name', ({ id, record }) => {
    for (const field of wrongFields(record).filter(isBreach)) {
      const ledger = new ClassLedger();
      ledger.apply([...honestChanges, { id, value: field.json }]);
      const name = `${field.path.join('.')} = ${field.wrong ?? 'left out'}`;
      expect(
        ledger.quarantined().map((one) => one.id),
        name,
      ).toEqual([id]);
      expect(ledger.balancesOf('EUR'), name).toEqual(honestBalances);
    }
  });

  it('agrees after all of them in one log', () => {
    const changes = validRecords.flatMap(({ record }, kind) =>
      wrongFields(record).map(({ json }, i) => ({
        id: `e_k${String(kind)}n${String(10_000 + i)}`,
        value: json,
      })),
    );
    const [forwards, backwards] = [new ClassLedger(), new ClassLedger()];
    forwards.apply([...honestChanges, ...changes]);
    for (const change of [...honestChanges, ...changes].reverse()) backwards.apply([change]);
    expect(changes.length).toBeGreaterThan(3_000);
    expect(canonicalState(backwards)).toBe(canonicalState(forwards));
    expect(lostMoney(forwards)).toBeNull();
  });
});

/** Whether nothing that counts may come of it: the required envelope, or the money of an entry, is not what it must be. */
function isBreach({ path, wrong }: WrongField): boolean {
  const [first, group, part] = path;
  if (first === 'k' || first === 'a') return true;
  // Zero below zero is zero wherever times are compared.
  if (first === 't') return wrong !== '-0';
  if (first === 's' && group === undefined) return wrong?.startsWith('{') !== true;
  if (first === 'e' || first === 'auto') return wrong !== null;
  if (first === 'b') return wrong !== null && !(path.length === 1 && wrong === '[]');
  return first === 's' && group === 'money' && (part === 'legs' || (part === undefined && wrong !== null));
}
