import type { LogChange } from '@tallybook/shared/class-doc/class-ledger';
import { serializeRevision } from '@tallybook/shared/revisions/revision';
import { ali, bea } from './valid-records.ts';

/** An honest expense of 12.00 that Ali paid for Ali and Bea: what a hostile writer must not be able to move. */
export const honestChanges: readonly LogChange[] = [
  {
    id: 'e_honest00',
    value: serializeRevision({
      k: 'x',
      t: 1_700_000_000_000,
      a: ali,
      s: {
        title: 'Pizza',
        money: {
          legs: [
            {
              cur: 'EUR',
              amt: 1200,
              pay: [[ali, 1200]],
              owe: [
                [ali, 600],
                [bea, 600],
              ],
            },
          ],
        },
      },
    }),
  },
];

export const honestBalances = [
  [ali, 600n],
  [bea, -600n],
];
