import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Identities } from './identities.ts';
import { ALI, BEA, CYD, balancesIn, change, ledgerOf, moneyOf } from './test-records.ts';

const DAN = 'm_dan000';
const dinner = change('e_0000010', {
  a: ALI,
  s: {
    money: moneyOf(
      [[ALI, 90]],
      [
        [ALI, 30],
        [BEA, 30],
        [CYD, 30],
      ],
    ),
  },
});
const same = (id: string, to: unknown, a: string, t = 10) =>
  change(`r_${id.slice(2)}`, { k: 'm', e: id, a, t, s: { same: to } });

describe('identities', { timeout: 60_000 }, () => {
  it('[B6] counts who is the same person together, through chains, until it is taken back', () => {
    const ledger = ledgerOf(dinner, same(CYD, DAN, ALI), same(DAN, BEA, ALI));
    expect([CYD, DAN, BEA, ALI].map((id) => ledger.identity(id))).toEqual([BEA, BEA, BEA, ALI]);
    expect(balancesIn(ledger)).toEqual([
      [ALI, 60],
      [BEA, -60],
    ]);
    expect(Array.from(ledger.together('EUR'))).toEqual([[ALI, BEA]]);
    expect(ledger.members().get(CYD)?.canonicalId).toBe(BEA);
    ledger.apply([
      change('r_0000099', { k: 'm', e: CYD, b: [`r_${CYD.slice(2)}`], t: 11, s: { same: null } }),
    ]);
    expect(balancesIn(ledger)).toEqual([
      [ALI, 60],
      [BEA, -30],
      [CYD, -30],
    ]);
  });

  it('[B6] ends in the smallest id of a circle, for those who point into it too', () => {
    const identities = new Identities();
    identities.update([
      ['m_d00000', 'm_c00000'],
      ['m_c00000', 'm_b00000'],
      ['m_b00000', 'm_a00000'],
      ['m_a00000', 'm_c00000'],
    ]);
    expect(['a', 'b', 'c', 'd', 'e'].map((x) => identities.resolve(`m_${x}00000`))).toEqual([
      'm_a00000',
      'm_a00000',
      'm_a00000',
      'm_a00000',
      'm_e00000',
    ]);
  });

  it('[B6] follows pointers as a plain walk does, in whatever order they came', () => {
    const people = ['m_000000', 'm_000001', 'm_000002', 'm_000003', 'm_000004', 'm_000005'];
    const pointers = fc.array(
      fc.tuple(fc.constantFrom(...people), fc.option(fc.constantFrom(...people), { nil: null })),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(pointers, (updates) => {
        const identities = new Identities();
        const pointerById = new Map<string, string>();
        for (const [id, to] of updates) {
          if (to === id) continue;
          const before = people.map((one) => identities.resolve(one));
          const changed = identities.update([[id, to]]);
          if (to === null) pointerById.delete(id);
          else pointerById.set(id, to);
          const after = people.map((one) => identities.resolve(one));
          expect(Array.from(changed).sort()).toEqual(people.filter((_, i) => before[i] !== after[i]));
          expect(after).toEqual(people.map((one) => plainWalk(one, pointerById)));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('[B6] takes ill-formed values and a pointer to oneself for none', () => {
    for (const value of [CYD, '', 'bea', '__proto__', 7, [BEA], { id: BEA }, true]) {
      const ledger = ledgerOf(dinner, same(CYD, value, ALI));
      expect([value, ledger.identity(CYD)]).toEqual([value, CYD]);
    }
  });

  it('[B7] lets nobody absorb the credit of an author', () => {
    const absorbing = same(ALI, BEA, BEA, 99);
    const ledger = ledgerOf(dinner, absorbing);
    expect(ledger.identity(ALI)).toBe(ALI);
    expect(ledger.isAuthor(ALI)).toBe(true);
    expect(ledgerOf(dinner, same(ALI, BEA, ALI)).identity(ALI)).toBe(BEA);
  });

  it('[B7] lets nobody undo the pointer that an author set', () => {
    const own = change('r_0000010', { k: 'm', e: ALI, a: ALI, s: { same: BEA } });
    const undo = change('r_0000020', {
      k: 'm',
      e: ALI,
      a: CYD,
      b: ['r_0000010'],
      t: 99,
      s: { same: null, look: 'x' },
    });
    const ledger = ledgerOf(own, undo);
    expect(ledger.identity(ALI)).toBe(BEA);
    expect(ledger.members().get(ALI)?.look).toBe('x');
  });

  it('[B7] takes back what others pointed once somebody turns out to be an author', () => {
    const claim = same(CYD, BEA, BEA);
    const ledger = ledgerOf(dinner, claim);
    expect(ledger.identity(CYD)).toBe(BEA);
    ledger.apply([change('e_0000020', { a: CYD, s: { title: 'hello' } })]);
    expect(ledger.identity(CYD)).toBe(CYD);
    ledger.apply([{ id: 'e_0000020', value: undefined }]);
    expect(ledger.identity(CYD)).toBe(BEA);
  });
});

function plainWalk(id: string, pointerById: ReadonlyMap<string, string>): string {
  const path = [id];
  for (let at = pointerById.get(id); at !== undefined; at = pointerById.get(at)) {
    if (path.includes(at)) return path.slice(path.indexOf(at)).sort()[0] ?? '';
    path.push(at);
  }
  return path.at(-1) ?? '';
}
