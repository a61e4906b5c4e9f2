import { describe, expect, it, vi } from 'vitest';
import { addEntry } from './add-entry.ts';
import { convertCurrency, planConversion } from './convert-currency.ts';
import type { TestReplica } from './test-replica.ts';
import { ANNA, CLEO, classOfThree, dinner, equally, exchange } from './test-replica.ts';

/** Code units that went into derived ids. */
const hashed = vi.hoisted(() => ({ units: 0 }));
vi.mock(import('../../revisions/derived-id.ts'), async (importOriginal) => {
  const { derivedId } = await importOriginal();
  return {
    derivedId: (prefix, fields) => {
      hashed.units += fields.join(' ').length;
      return derivedId(prefix, fields);
    },
  };
});

const balancesOf = (replica: TestReplica, currency = 'EUR') =>
  Object.fromEntries(replica.ledger.balancesOf(currency).map(([id, minor]) => [id, Number(minor)]));

describe('settling all in one currency', () => {
  const inYen = (amountMinor: number) => dinner({ money: { ...equally(amountMinor), currency: 'JPY' } });
  const yen = { cur: 'JPY', amt: 1, pay: [[CLEO, 1]], owe: [[ANNA, 1]] };
  const toEuro = { from: 'JPY', to: 'EUR', num: 6, den: 1000, day: '2026-05-04' };

  it('[D28] takes balances of one currency to zero and makes them anew in another', () => {
    const [anna] = classOfThree();
    anna.run(addEntry(anna.ledger, inYen(10_000), anna.context));
    const { entityId } = anna.run(convertCurrency(anna.ledger, toEuro, anna.context));
    expect(balancesOf(anna, 'JPY')).toEqual({});
    const after = balancesOf(anna);
    expect(after[ANNA]).toBe(4000);
    expect(Object.values(after).reduce((sum, minor) => sum + minor, 0)).toBe(0);
    expect(anna.ledger.entry(entityId)).toMatchObject({
      kind: 'conversion',
      day: '2026-05-04',
      how: { mode: 'convert', num: 6, den: 1000 },
    });
    expect(convertCurrency(anna.ledger, toEuro, anna.context)).toEqual({
      ok: false,
      refusal: { reason: 'nothing-to-convert', currency: 'JPY' },
    });
  });

  it('[D28] is previewed as it is then written', () => {
    const [anna] = classOfThree();
    anna.run(addEntry(anna.ledger, inYen(10_000), anna.context));
    const planned = planConversion(anna.ledger, toEuro);
    const { entityId } = anna.run(convertCurrency(anna.ledger, toEuro, anna.context));
    const { legs } = anna.ledger.entry(entityId) ?? {};
    expect(planned).toEqual({ ok: true, value: { id: entityId, legs } });
    const zero = planConversion(anna.ledger, { ...toEuro, num: 0 });
    expect(zero).toEqual({ ok: false, refusal: { reason: 'not-a-rate' } });
  });

  it('[D28] converts once when two devices convert at once, and anew later', () => {
    const [anna, bea] = classOfThree();
    anna.run(addEntry(anna.ledger, inYen(10_000), anna.context));
    exchange([anna, bea]);
    const first = anna.run(convertCurrency(anna.ledger, toEuro, anna.context)).entityId;
    expect(bea.run(convertCurrency(bea.ledger, { ...toEuro, num: 7 }, bea.context)).entityId).toBe(first);
    exchange([anna, bea]);
    expect(balancesOf(anna)).toEqual(balancesOf(bea));
    expect(balancesOf(anna, 'JPY')).toEqual({});
    anna.run(addEntry(anna.ledger, inYen(500), anna.context));
    expect(anna.run(convertCurrency(anna.ledger, toEuro, anna.context)).entityId).not.toBe(first);
  });

  it('[D28] is not kept from converting by something else under the foreseeable id', () => {
    const [anna, bea] = classOfThree();
    anna.run(addEntry(anna.ledger, inYen(10_000), anna.context));
    exchange([anna, bea]);
    const { entityId } = anna.run(convertCurrency(anna.ledger, toEuro, anna.context));
    bea.receive([['r_squat0001', JSON.stringify({ k: 's', e: entityId, t: 1, a: CLEO, s: { money: 7 } })]]);
    expect(bea.run(convertCurrency(bea.ledger, toEuro, bea.context)).entityId).not.toBe(entityId);
    expect(balancesOf(bea, 'JPY')).toEqual({});
  });

  it('[D28] counts the later one when two devices convert into different currencies at once', () => {
    const [anna, bea] = classOfThree();
    anna.run(addEntry(anna.ledger, inYen(10_000), anna.context));
    exchange([anna, bea]);
    anna.run(convertCurrency(anna.ledger, toEuro, anna.context));
    bea.nowMs += 60_000;
    bea.run(convertCurrency(bea.ledger, { ...toEuro, to: 'USD' }, bea.context));
    exchange([anna, bea]);
    for (const replica of [anna, bea]) {
      expect(balancesOf(replica, 'JPY')).toEqual({});
      expect(balancesOf(replica, 'EUR')).toEqual({});
      expect(balancesOf(replica, 'USD')[ANNA]).toBe(4000);
    }
  });

  it('[D28] finds a free id in time proportional to the ids that are taken', () => {
    const [anna] = classOfThree();
    anna.run(addEntry(anna.ledger, inYen(10_000), anna.context));
    for (let n = 0; n < 300; n++) {
      const command = convertCurrency(anna.ledger, toEuro, anna.context);
      const e = command.ok ? command.value.entityId : '';
      const squat = JSON.stringify({ k: 's', e, t: 1, a: CLEO, s: { money: { legs: [yen] } } });
      anna.receive([[`r_squat${String(n).padStart(4, '0')}`, squat]]);
    }
    hashed.units = 0;
    anna.run(convertCurrency(anna.ledger, toEuro, anna.context));
    expect(hashed.units).toBeGreaterThan(300);
    expect(hashed.units).toBeLessThan(300 * 100);
  });

  it('[D28] refuses what cannot be converted, with the reason', () => {
    const [anna] = classOfThree();
    const reasonOf = (changes: Partial<typeof toEuro>) => {
      const result = convertCurrency(anna.ledger, { ...toEuro, ...changes }, anna.context);
      return result.ok ? null : result.refusal.reason;
    };
    anna.run(addEntry(anna.ledger, inYen(30), anna.context));
    expect(reasonOf({ to: 'JPY' })).toBe('same-currency');
    expect(reasonOf({ to: 'euro', day: 'today' })).toBe('fields');
    for (const num of [0, -1, 0.5, NaN, 2 ** 53]) expect(reasonOf({ num })).toBe('not-a-rate');
    expect(reasonOf({ den: 0 })).toBe('not-a-rate');
    expect(reasonOf({ num: 1, den: 1e9 })).toBe('worth-nothing');
    expect(reasonOf({ num: Number.MAX_SAFE_INTEGER, den: 1 })).toBe('conversion-too-large');
    expect(reasonOf({ from: 'USD' })).toBe('nothing-to-convert');
    for (let i = 0; i < 3; i++) anna.run(addEntry(anna.ledger, inYen(1e12), anna.context));
    expect(reasonOf({ num: 1, den: 1e6 })).toBe('conversion-too-large');
  });

  it('[D28] refuses more than 200 members on a side', () => {
    const [anna] = classOfThree();
    const ids = Array.from({ length: 201 }, (_, i) => `m_member${String(i).padStart(3, '0')}`);
    const legs = ids.map((id) => ({ cur: 'JPY', amt: 5, pay: [[ANNA, 5]], owe: [[id, 5]] }));
    anna.receive(
      legs.map((leg, i): [string, string] => [
        `e_many${String(i).padStart(4, '0')}`,
        JSON.stringify({ k: 'x', t: 1, a: ANNA, s: { money: { legs: [leg] } } }),
      ]),
    );
    expect(convertCurrency(anna.ledger, toEuro, anna.context)).toEqual({
      ok: false,
      refusal: { reason: 'too-many-members', limit: 200, given: 201 },
    });
  });
});
