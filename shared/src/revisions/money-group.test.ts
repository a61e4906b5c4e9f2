import { describe, expect, it } from 'vitest';
import { readMoneyGroup } from './money-group.ts';

const leg = {
  cur: 'EUR',
  amt: 100,
  pay: [['m_ali000', 100]],
  owe: [
    ['m_ali000', 50],
    ['m_bea000', 50],
  ],
};
const people = (count: number) =>
  Array.from({ length: count }, (_, i) => [`m_${String(i).padStart(6, '0')}`, 1]);

const refusalOf = (value: unknown) => {
  const money = readMoneyGroup(value);
  return money.ok ? 'ok' : money.refusal;
};

describe('readMoneyGroup', () => {
  it('[D4] accepts balanced legs and gives them back untouched', () => {
    const value = { legs: [leg, { ...leg, cur: 'QQQ' }], how: { mode: 'future' }, orig: 7, new: 1 };
    const money = readMoneyGroup(value);
    expect(money.ok && money.value).toBe(value);
    expect(refusalOf({ legs: [{ ...leg, amt: 200, pay: people(200), owe: people(200) }] })).toBe('ok');
    expect(
      refusalOf({
        legs: [
          {
            ...leg,
            owe: [
              ['m_ali000', 0],
              ['m_bea000', 100],
            ],
          },
        ],
      }),
    ).toBe('ok');
  });

  it('[D4] names the broken invariant', () => {
    const refused: [unknown, string][] = [
      [undefined, 'not-an-object'],
      [null, 'not-an-object'],
      [[leg], 'not-an-object'],
      [{}, 'legs'],
      [{ legs: [] }, 'legs'],
      [{ legs: Array<unknown>(9).fill(leg) }, 'legs'],
      [{ legs: [null] }, 'legs'],
      [JSON.parse('{"__proto__":{"legs":[]}}'), 'legs'],
      ...['eur', 'EURO', '', 7, null].map((cur): [unknown, string] => [
        { legs: [{ ...leg, cur }] },
        'currency',
      ]),
      ...[0, -100, 1.5, '100', 1e12 + 1, 2 ** 53, NaN, null].map((amt): [unknown, string] => [
        { legs: [{ ...leg, amt }] },
        'amount',
      ]),
      ...[
        [],
        {},
        [['m_ali000']],
        [['m_ali000', 100, 0]],
        [['ali', 100]],
        [['m_ali000', '100']],
        [['m_ali000', 99.5]],
      ].map((pay): [unknown, string] => [{ legs: [{ ...leg, pay }] }, 'parts']),
      [
        {
          legs: [
            {
              ...leg,
              pay: [
                ['m_ali000', 50],
                ['m_ali000', 50],
              ],
            },
          ],
        },
        'parts',
      ],
      [
        {
          legs: [
            {
              ...leg,
              pay: [
                ['m_ali000', 100],
                ['m_bea000', -0],
              ],
            },
          ],
        },
        'parts',
      ],
      [
        {
          legs: [
            {
              ...leg,
              pay: [
                ['m_ali000', 101],
                ['m_bea000', -1],
              ],
            },
          ],
        },
        'sum',
      ],
      [
        {
          legs: [
            {
              ...leg,
              pay: [
                ['m_bea000', -1],
                ['m_ali000', 101],
              ],
            },
          ],
        },
        'parts',
      ],
      [{ legs: [{ ...leg, amt: 201, pay: people(201), owe: people(201) }] }, 'parts'],
      [
        {
          legs: [
            {
              ...leg,
              owe: [
                ['m_ali000', 50],
                ['m_bea000', 49],
              ],
            },
          ],
        },
        'sum',
      ],
      [{ legs: [{ ...leg, pay: [['m_ali000', Number.MAX_SAFE_INTEGER]] }] }, 'sum'],
      [{ legs: [leg, { ...leg, amt: 99 }] }, 'sum'],
    ];
    for (const [value, refusal] of refused) expect([value, refusalOf(value)]).toEqual([value, refusal]);
  });
});
