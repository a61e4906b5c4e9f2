import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MoneyGroup } from '../revisions/money-group.ts';
import { balancesIn, ledgerOf } from './test-records.ts';

describe('the ledger', () => {
  it('[B1] agree with all public vectors', () => {
    const path = `${import.meta.dirname}/../../../tests/vectors/public.json`;
    const { balances, fold } = JSON.parse(readFileSync(path, 'utf8')) as {
      balances: { name: string; log: Log; expect: Balances; quarantined: string[] }[];
      fold: { name: string; log: Log; expect: FoldExpectation }[];
    };
    for (const { name, log, expect: expected, quarantined } of balances) {
      const ledger = ledgerOf(...changesOf(log));
      expect([name, nonZero(ledger)]).toEqual([name, expected]);
      expect([name, ledger.quarantined().map(({ id }) => id)]).toEqual([name, quarantined]);
    }
    for (const { name, log, expect: expected } of fold) {
      const ledger = ledgerOf(...changesOf(log));
      const [entry] = ledger.entries();
      const entity = ledger.entity(entry?.id ?? '');
      expect([
        name,
        {
          deleted: entry?.deleted,
          title: entry?.title,
          amt: (entity?.groups.get('money')?.value as MoneyGroup).legs[0]?.amt,
          overwritten: Object.fromEntries(entry?.overwritten ?? []),
          balances: nonZero(ledger),
        },
      ]).toEqual([name, expected]);
    }
    expect([balances.length, fold.length].every((count) => count > 0)).toBe(true);
  });
});

type Log = Record<string, unknown>;
type Balances = Record<string, [string, number][]>;
interface FoldExpectation {
  deleted: boolean;
  title: string;
  amt: number;
  overwritten: Record<string, string[]>;
  balances: Balances;
}

/** A value is a record, or the text as it stands in the document. */
function changesOf(log: Log) {
  return Object.entries(log).map(([id, value]) => ({
    id,
    value: typeof value === 'object' ? JSON.stringify(value) : value,
  }));
}

function nonZero(ledger: ReturnType<typeof ledgerOf>): Balances {
  const currencies = Array.from(ledger.balances().keys());
  return Object.fromEntries(currencies.map((currency) => [currency, balancesIn(ledger, currency)]));
}
