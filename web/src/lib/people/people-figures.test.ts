import type { ClassDebt, ClassRow } from '$lib/platform/schema.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinPeople } from './people-figures.ts';

const ACCOUNT = 'acc-bea';

function classRow(id: string, own: Partial<ClassRow> = {}): ClassRow {
  return {
    id,
    documentId: 'd',
    epoch: 1,
    seq: 3,
    isOnServer: true,
    unsent: {},
    revision: 3,
    derivedRevision: 3,
    balances: [],
    refusal: null,
    name: `Class ${id}`,
    currency: 'EUR',
    code: '',
    joining: 'open',
    memberId: 'm_me000000',
    role: 'member',
    members: [],
    ...own,
  };
}

function debt(theirId: string, minor: number, own: Partial<ClassDebt> = {}): ClassDebt {
  return {
    memberIds: [theirId],
    name: null,
    currency: 'EUR',
    minor: String(minor),
    suggestionId: 's_x',
    ...own,
  };
}

const member = (memberId: string, accountId: string | null, displayName: string, leftAt?: string) => ({
  memberId,
  accountId,
  displayName,
  role: 'member' as const,
  joinedAt: '2026-01-01',
  ...(leftAt === undefined ? {} : { leftAt }),
});

const here = (row: ClassRow) => ({ row, isArchived: false });

describe('people over all classes', () => {
  it('are one where the account is the same, under whatever id, and keep what is behind them', () => {
    const { people, totals } = joinPeople([
      here(classRow('a', { members: [member('m_bea_a', ACCOUNT, 'Bea')], between: [debt('m_bea_a', 1200)] })),
      {
        row: classRow('b', {
          members: [member('m_bea_b', ACCOUNT, 'Bea')],
          between: [debt('m_bea_b', -500)],
        }),
        isArchived: true,
      },
    ]);
    expect(people).toHaveLength(1);
    expect(people[0]).toMatchObject({ name: 'Bea', accountId: ACCOUNT });
    expect(people[0]?.debts).toMatchObject([
      {
        currency: 'EUR',
        minor: 700n,
        classes: [
          { classId: 'a', minor: 1200n, isArchived: false, theirId: 'm_bea_a' },
          { classId: 'b', minor: -500n, isArchived: true, theirId: 'm_bea_b' },
        ],
      },
    ]);
    expect(totals).toEqual([{ currency: 'EUR', owedMinor: 700n, oweMinor: 0n }]);
  });

  it('are not one for having the same name', () => {
    const { people } = joinPeople([
      here(classRow('a', { between: [debt('m_tom', 100, { name: 'Tom' })] })),
      here(classRow('b', { between: [debt('m_tom', 200, { name: 'Tom' })] })),
      here(classRow('c', { members: [member('m_tom', 'acc-tom', 'Tom')], between: [debt('m_tom', 300)] })),
      here(classRow('d', { members: [member('m_gone', null, 'Tom')], between: [debt('m_gone', 400)] })),
    ]);
    expect(people.map(({ name, accountId }) => [name, accountId])).toEqual([
      ['Tom', null],
      ['Tom', 'acc-tom'],
      ['Tom', null],
      ['Tom', null],
    ]);
  });

  it('include somebody who claimed a name without an account', () => {
    const row = classRow('a', {
      members: [member('m_bea_new', ACCOUNT, 'Bea')],
      between: [debt('m_placeholder', 100, { memberIds: ['m_placeholder', 'm_bea_new'], name: 'B.' })],
    });
    expect(joinPeople([here(row)]).people).toMatchObject([{ name: 'Bea', accountId: ACCOUNT }]);
  });

  it('are named as in the class that they are still in', () => {
    const members = [member('m_old', 'acc-old', 'Old', '2026-02-01'), member('m_new', 'acc-new', 'New')];
    const between = [debt('m_old', 5, { memberIds: ['m_old', 'm_new'] })];
    expect(joinPeople([here(classRow('a', { members, between }))]).people[0]?.name).toBe('New');
  });

  it('say of a class without derived debts that it is not counted, unless I am even in it', () => {
    const old = classRow('old', { balances: [{ currency: 'EUR', balanceMinor: '5' }] });
    const even = classRow('even');
    const heardOf = classRow('heard', { revision: 0, seq: -1 });
    const { uncounted } = joinPeople([old, even, heardOf].map(here));
    expect(uncounted.map(({ row }) => row.id)).toEqual(['old', 'heard']);
  });

  it('sum per currency to my balances over all classes', () => {
    const oneDebt = fc.record({
      who: fc.constantFrom('m_bea', 'm_cara', 'm_dan'),
      minor: fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }).filter((minor) => minor !== 0n),
      currency: fc.constantFrom('EUR', 'USD', 'JPY'),
    });
    const oneClass = fc.record({ debts: fc.array(oneDebt, { maxLength: 6 }), hasAccounts: fc.boolean() });
    fc.assert(
      fc.property(fc.array(oneClass, { maxLength: 6 }), (classes) => {
        const balanceByCurrency = new Map<string, bigint>();
        const rows = classes.map(({ debts, hasAccounts }, i) => {
          for (const { currency, minor } of debts)
            balanceByCurrency.set(currency, (balanceByCurrency.get(currency) ?? 0n) + minor);
          const members = hasAccounts
            ? [member('m_bea', 'acc-bea', 'Bea'), member('m_cara', 'acc-cara', 'Cara')]
            : [];
          const between = debts.map(({ who, minor, currency }) =>
            debt(who, 0, { minor: String(minor), currency }),
          );
          return here(classRow(String(i), { members, between }));
        });
        const { people, totals } = joinPeople(rows);
        for (const [currency, balance] of balanceByCurrency) {
          const ofPeople = people.flatMap(({ debts }) => debts.filter((one) => one.currency === currency));
          expect(ofPeople.reduce((sum, { minor }) => sum + minor, 0n)).toBe(balance);
          const total = totals.find((one) => one.currency === currency);
          expect((total?.owedMinor ?? 0n) - (total?.oweMinor ?? 0n)).toBe(balance);
          for (const { minor, classes: behind } of ofPeople)
            expect(behind.reduce((sum, one) => sum + one.minor, 0n)).toBe(minor);
        }
        expect(new Set(people.map(({ key }) => key)).size).toBe(people.length);
      }),
    );
  });
});
