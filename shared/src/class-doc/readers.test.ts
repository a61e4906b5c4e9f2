import { describe, expect, it } from 'vitest';
import { ALI, BEA, change, ledgerOf, moneyOf } from './test-records.ts';

const E = 'e_0000010';
const money = moneyOf([[ALI, 90]], [[BEA, 90]], 'EUR', {
  how: { mode: 'exact' },
  orig: { cur: 'USD', amt: 100, num: 9, den: 10 },
});

describe('entries', () => {
  it('[D9] read as they were written', () => {
    const written = {
      money,
      title: 'Rent',
      date: '2026-03-01',
      category: 'home',
      note: 'March',
      tags: ['a', 'b'],
    };
    const ledger = ledgerOf(change(E, { t: 5, s: written }));
    expect(ledger.entry(E)).toEqual({
      id: E,
      kind: 'expense',
      legs: [{ cur: 'EUR', amt: 90, pay: [[ALI, 90]], owe: [[BEA, 90]] }],
      how: { mode: 'exact' },
      original: { cur: 'USD', amt: 100, num: 9, den: 10 },
      day: '2026-03-01',
      title: 'Rent',
      category: 'home',
      note: 'March',
      tags: ['a', 'b'],
      plannedBy: null,
      unreadable: false,
      createdAt: 5,
      createdBy: ALI,
      changedAt: 5,
      changedBy: ALI,
      deleted: false,
      deletedAt: null,
      editedWhileDeleted: false,
      heads: [E],
      overwritten: new Map(),
    });
    expect(ledger.entry('e_0000099')).toBeUndefined();
  });

  it('[D9] read what has another type as empty', () => {
    const origs = [7, {}, { cur: 'usd', amt: 1, num: 1, den: 1 }, { cur: 'USD', amt: 1, num: 0, den: 1 }];
    for (const orig of origs) {
      const ledger = ledgerOf(change(E, { s: { money: { ...money, orig } } }));
      expect([orig, ledger.entry(E)?.original]).toEqual([orig, null]);
    }
    const wrong = {
      title: 7,
      date: '2026-02-30',
      category: null,
      note: [],
      tags: ['a', 1, null],
      money: 'much',
    };
    const ledger = ledgerOf(change(E, { t: 86_400_000, s: wrong }));
    expect(ledger.entry(E)).toMatchObject({
      title: '',
      day: '1970-01-02',
      category: '',
      note: '',
      tags: ['a'],
      legs: [],
      how: undefined,
      unreadable: true,
    });
    expect(ledgerOf(change(E, { s: { tags: { 0: 'a' } } })).entry(E)?.tags).toEqual([]);
  });

  it('[D9] know the plan that their money was made from, until somebody enters another', () => {
    const O = 'o_0000010';
    const made = change('r_0000010', { e: O, auto: 'r_plan0000', s: { money, title: 'Rent' } });
    const ledger = ledgerOf(made);
    expect(ledger.entry(O)?.plannedBy).toBe('r_plan0000');
    ledger.apply([change('r_0000020', { e: O, b: ['r_0000010'], s: { title: 'Rent, May' } })]);
    expect(ledger.entry(O)?.plannedBy).toBe('r_plan0000');
    ledger.apply([change('r_0000030', { e: O, b: ['r_0000020'], s: { money } })]);
    expect(ledger.entry(O)?.plannedBy).toBeNull();
  });

  it('[F2] peers 27: keeps both when two devices edit different fields offline', () => {
    const dearer = moneyOf([[ALI, 95]], [[BEA, 95]]);
    const ledger = ledgerOf(
      change(E, { s: { money, category: 'home' } }),
      change('r_0000010', { e: E, b: [E], t: 20, a: BEA, s: { category: 'fun' } }),
      change('r_0000020', { e: E, b: [E], t: 19, s: { money: dearer } }),
    );
    expect(ledger.entry(E)).toMatchObject({ category: 'fun', legs: [{ amt: 95 }], overwritten: new Map() });
  });
});

describe('members, class, comments and plans', () => {
  it('[D10] take a name only from who writes nothing themselves', () => {
    const ledger = ledgerOf(
      change('r_0000010', { k: 'm', e: BEA, a: ALI, s: { name: 'Grandma', look: 'teal', state: 'in' } }),
      change('r_0000020', { k: 'm', e: ALI, a: ALI, s: { name: 'not mine to say', state: 'out' } }),
      change(E, { s: { money: moneyOf([[ALI, 1]], [['m_unknown', 1]]) } }),
    );
    expect(Array.from(ledger.members().values())).toMatchObject([
      { id: ALI, name: null, look: '', hasLeft: true, canonicalId: ALI, isAuthor: true },
      { id: BEA, name: 'Grandma', look: 'teal', hasLeft: false, canonicalId: BEA, isAuthor: false },
    ]);
    expect(ledger.members().has('m_unknown')).toBe(false);
    expect(
      ledgerOf(change('r_0000010', { k: 'm', e: BEA, s: { name: 7 } }))
        .members()
        .get(BEA)?.name,
    ).toBeNull();
  });

  it('[D9] read the class, empty before anybody wrote it', () => {
    const ledger = ledgerOf();
    expect(ledger.info()).toMatchObject({ id: 'c_class0', name: '', currency: '', look: '', heads: [] });
    ledger.apply([
      change('r_0000010', { k: 'c', e: 'c_class0', s: { name: 'Flat', currency: 'EUR', look: 7 } }),
    ]);
    expect(ledger.info()).toMatchObject({ name: 'Flat', currency: 'EUR', look: '', heads: ['r_0000010'] });
  });

  it('[D9] read comments by what they are about', () => {
    const comment = (id: string, on: unknown, text: unknown) => change(id, { k: 't', s: { on, text } });
    const ledger = ledgerOf(
      comment('e_0000030', E, 'why?'),
      comment('e_0000020', ALI, 'hi'),
      comment('e_0000040', 7, null),
    );
    expect(ledger.comments().map(({ on, text }) => [on, text])).toEqual([
      [ALI, 'hi'],
      [E, 'why?'],
      ['', ''],
    ]);
    expect(ledger.comments(E).map(({ text }) => text)).toEqual(['why?']);
  });

  it('[D11] read a plan, which counts nowhere', () => {
    const rule = { every: 1, unit: 'month', anchor: '2026-01-31' };
    const [leg] = (money as { legs: unknown[] }).legs;
    const template = { kind: 'i', leg, how: { mode: 'exact' } };
    const P = 'e_000plan';
    const ledger = ledgerOf(
      change(P, { k: 'p', t: 5, s: { rule, template, title: 'Rent', category: 'home', note: 'n' } }),
      change('r_0000010', { k: 'p', e: P, b: [P], t: 6, s: { rule: { ...rule, every: 2 } } }),
      change('r_0000020', { k: 'p', e: P, b: [P], t: 7, s: { title: 'The rent' } }),
    );
    expect(ledger.plans()).toMatchObject([
      {
        id: P,
        rule: { every: 2, unit: 'month' },
        template: {
          kind: 'income',
          leg,
          how: { mode: 'exact' },
          original: null,
          title: 'The rent',
          category: 'home',
          note: 'n',
        },
        revisionId: 'r_0000010',
      },
    ]);
    expect([ledger.balances().size, Array.from(ledger.entries())]).toEqual([0, []]);
  });

  it('[D11] read the foreign amount of a plan, if it has the form of one', () => {
    const [leg] = (money as { legs: unknown[] }).legs;
    const orig = { cur: 'USD', amt: 100, num: 9, den: 10 };
    const templateWith = (stored: unknown) =>
      ledgerOf(change('e_000plan', { k: 'p', s: { template: { kind: 'x', leg, orig: stored } } })).plans()[0]
        ?.template;
    expect(templateWith(orig)?.original).toEqual(orig);
    for (const broken of [null, 7, { ...orig, den: 0 }, { ...orig, cur: 'usd' }]) {
      expect(templateWith(broken)).toMatchObject({ leg, original: null });
    }
  });

  it('[D11] read no plan out of what breaks an invariant', () => {
    const leg = { cur: 'EUR', amt: 90, pay: [[ALI, 90]], owe: [[BEA, 89]] };
    const values = [
      7,
      null,
      [],
      { kind: 'x' },
      { kind: 'x', leg },
      { kind: 's', leg: { ...leg, owe: leg.pay } },
    ];
    for (const template of values) {
      const ledger = ledgerOf(change('e_000plan', { k: 'p', s: { template, rule: { every: 0 } } }));
      expect(ledger.plans()).toMatchObject([{ template: null, rule: null, revisionId: 'e_000plan' }]);
    }
    expect(ledgerOf(change('e_000plan', { k: 'p' })).plans()).toMatchObject([{ revisionId: '' }]);
  });
});
