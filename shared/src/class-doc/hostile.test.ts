import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClassLedger } from './class-ledger.ts';
import { possibleDuplicates } from './possible-duplicates.ts';
import { ALI, BEA, CYD, change, moneyOf } from './test-records.ts';

/** Reads everything that a ledger tells. */
function readAll(ledger: ClassLedger): unknown[] {
  const ids = ['e_0000010', 'r_0000010', ALI, BEA, '__proto__', 'constructor', 'c_class0'];
  return [
    Array.from(ledger.entries()),
    ledger.members(),
    ledger.info(),
    ledger.plans(),
    ledger.comments(),
    ledger.comments('e_0000010'),
    ledger.quarantined(),
    ledger.balances(),
    ledger.maxSeenMs,
    ledger.settlementsBetween(ALI, '__proto__'),
    Array.from(ledger.together('EUR')),
    possibleDuplicates(ledger.entries(), (id) => ledger.identity(id)),
    ids.map((id) => [ledger.history(id), ledger.entity(id), ledger.entry(id), ledger.identity(id)]),
  ];
}

describe('hostile records', { timeout: 60_000 }, () => {
  it('[D7] never throw, whatever stands under a key', () => {
    let nested: unknown = [];
    for (let i = 0; i < 5000; i++) nested = [nested];
    const circular: { self?: unknown } = {};
    circular.self = circular;
    const values: unknown[] = [
      10n ** 30n,
      NaN,
      Symbol('x'),
      () => 1,
      circular,
      nested,
      Object.create(null),
      '['.repeat(5000),
      `{"k":"x","t":1,"a":"${ALI}","s":{"x":${'['.repeat(5000)}${']'.repeat(5000)}}}`,
      `"${'a'.repeat(40_000)}"`,
      '\ud800',
      `{"k":"x","t":1,"a":"${ALI}","s":{"title":"\ud800","note":"\\ud800"}}`,
      `{"k":"x","t":1e400,"a":"${ALI}","s":{}}`,
      `{"k":"x","t":1,"a":"${ALI}","s":{"__proto__":{"money":1},"constructor":1,"toString":2,"money":{"__proto__":{}}}}`,
      `{"__proto__":{"k":"x"},"constructor":1}`,
    ];
    const ids = [
      'e_0000010',
      'r_0000010',
      '__proto__',
      'constructor',
      'toString',
      '',
      '\ud800',
      ALI,
      'c_class0',
    ];
    for (const value of values) {
      const ledger = new ClassLedger();
      ledger.apply(ids.map((id) => ({ id, value })));
      readAll(ledger);
      ledger.apply(ids.map((id) => ({ id, value: undefined })));
      expect(readAll(ledger)).toEqual(readAll(new ClassLedger()));
    }
  });

  it('[D7] never throw with wrong types everywhere in the groups', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('__proto__', ALI, 'e_0000010', { mode: 'convert' }),
    );
    const kinds = fc.constantFrom('x', 'i', 's', 'm', 'p', 't', 'c', 'toString', 'poll');
    const names = [
      'money',
      'title',
      'date',
      'category',
      'note',
      'tags',
      'files',
      'del',
      'name',
      'look',
      'state',
      'same',
      'currency',
      'on',
      'text',
      'rule',
      'template',
      '__proto__',
      'constructor',
    ];
    const groups = fc.dictionary(fc.constantFrom(...names), value, { noNullPrototype: true });
    fc.assert(
      fc.property(kinds, groups, fc.constantFrom('e_0000010', ALI, 'c_class0', 'p_0000010'), (k, s, e) => {
        const ledger = new ClassLedger();
        ledger.apply([change('r_0000010', { k, e, s })]);
        readAll(ledger);
      }),
      { numRuns: 2000 },
    );
  });

  it('[D7] never hang in circles of sight and of identity', () => {
    const ring = Array.from({ length: 500 }, (_, i) => `m_ring${String(i).padStart(4, '0')}`);
    const next = (i: number) => ring[(i + 1) % ring.length] ?? '';
    const ledger = new ClassLedger();
    ledger.apply(ring.map((id, i) => change(id, { k: 'm', a: ALI, b: [next(i)], s: { same: next(i) } })));
    ledger.apply(
      ring.map((id, i) =>
        change(`r_${id.slice(2)}`, { e: 'e_0000010', b: [`r_${next(i).slice(2)}`], s: { title: id } }),
      ),
    );
    expect(new Set(ring.map((id) => ledger.identity(id)))).toEqual(new Set([ring[0]]));
    expect(ledger.entity('e_0000010')?.overwritten.get('title')).toHaveLength(499);
    expect(ledger.history('e_0000010')).toHaveLength(500);
  });

  it('[D9] shows unknown kinds that carry money, and no members, plans and comments that do', () => {
    const ledger = new ClassLedger();
    const money = moneyOf([[ALI, 100]], [[CYD, 100]]);
    ledger.apply([
      ...['m', 'c', 'p', 't', 'poll'].map((k, i) => change(`e_000002${String(i)}`, { k, s: { money } })),
      change('e_0000030', { k: 'poll', s: { title: 'no money' } }),
    ]);
    expect(Array.from(ledger.entries(), ({ id, kind, unreadable }) => [id, kind, unreadable])).toEqual([
      ['e_0000024', 'other', false],
    ]);
    expect(ledger.balancesOf('EUR')).toEqual([
      [ALI, 100n],
      [CYD, -100n],
    ]);
  });
});
