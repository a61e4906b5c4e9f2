/** Valid records of every kind with every field that the format names; the hostile corpus breaks them one by one. */
export interface NamedRecord {
  name: string;
  id: string;
  record: Readonly<Record<string, unknown>>;
}

export const ali = 'm_ali00000';
export const bea = 'm_bea00000';
const cyd = 'm_cyd00000';

const money = {
  legs: [
    {
      cur: 'EUR',
      amt: 900,
      pay: [[ali, 900]],
      owe: [
        [ali, 300],
        [bea, 600],
      ],
    },
  ],
  how: {
    mode: 'shares',
    shares: [
      [ali, '1'],
      [bea, '2'],
    ],
    w: [1, 2],
  },
  orig: { cur: 'USD', amt: 1000, num: 9, den: 10 },
};

export const validRecords: readonly NamedRecord[] = [
  {
    name: 'expense',
    id: 'e_broken00',
    record: {
      k: 'x',
      b: ['e_seen0000'],
      t: 1_700_000_000_000,
      a: ali,
      auto: 'r_plan0000',
      s: {
        money,
        title: 'Dinner',
        date: '2025-03-01',
        category: 'eating-out',
        note: 'by the river',
        tags: ['trip'],
        files: ['f_00000000'],
        del: 0,
      },
    },
  },
  {
    name: 'settlement',
    id: 'r_broken00',
    record: {
      k: 's',
      e: 's_00000000000000000000000000000001',
      t: 1_700_000_000_000,
      a: bea,
      s: {
        money: { legs: [{ cur: 'EUR', amt: 50, pay: [[bea, 50]], owe: [[ali, 50]] }] },
        date: '2025-03-02',
      },
    },
  },
  {
    name: 'member',
    id: 'r_broken00',
    record: {
      k: 'm',
      e: cyd,
      t: 1_700_000_000_000,
      a: ali,
      s: { name: 'Cyd', look: '🐝', state: 'in', same: bea },
    },
  },
  {
    name: 'class',
    id: 'r_broken00',
    record: {
      k: 'c',
      e: 'c_class0',
      t: 1_700_000_000_000,
      a: ali,
      s: { name: 'House', currency: 'EUR', look: '🏠' },
    },
  },
  {
    name: 'comment',
    id: 'e_broken00',
    record: { k: 't', t: 1_700_000_000_000, a: ali, s: { on: 'e_honest00', text: 'Who had the wine?' } },
  },
  {
    name: 'plan',
    id: 'e_broken00',
    record: {
      k: 'p',
      t: 1_700_000_000_000,
      a: ali,
      s: {
        rule: {
          every: 1,
          unit: 'month',
          anchor: '2025-01-31',
          until: '2026-01-31',
          count: 12,
          since: '2025-02-01',
        },
        template: {
          kind: 'expense',
          leg: money.legs[0],
          how: money.how,
          title: 'Rent',
          category: 'home',
          note: '',
        },
        del: 0,
      },
    },
  },
];
