import type { LogChange } from '@tallybook/shared/class-doc/class-ledger';
import { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { FoldedEntity } from '@tallybook/shared/revisions/fold';
import type { MoneyGroup } from '@tallybook/shared/revisions/money-group';
import type { CaseOutcome, VectorCase } from './vector-case.ts';

type Comparison = Omit<CaseOutcome, 'name'>;
type Pair = readonly [memberId: string, minor: number];

/**
 * Per currency the sorted pairs that are not zero, where a currency in which nobody owes anything is left out, and the
 * keys in quarantine where the case names them.
 */
export function runBalances({ log, expect, quarantined }: VectorCase): Comparison {
  const ledger = ledgerOf(log);
  const [expected, got] = [{ balances: expectedBalances(expect) }, { balances: balancesOf(ledger) }];
  if (!Array.isArray(quarantined)) return { expected, got };
  return {
    expected: { ...expected, quarantined: quarantined.toSorted() as unknown[] },
    got: { ...got, quarantined: quarantinedKeys(ledger) },
  };
}

/** What the one entity of the log is; of that, the fields that the case names. */
export function runFold({ log, expect }: VectorCase): Comparison {
  const ledger = ledgerOf(log);
  const entity = onlyEntity(ledger, changesOf(log));
  const fields: Readonly<Record<string, unknown>> = {
    deleted: entity?.deleted ?? false,
    title: entity?.groups.get('title')?.value ?? null,
    amt: (entity?.groups.get('money')?.value as MoneyGroup | undefined)?.legs[0]?.amt ?? null,
    overwritten: Object.fromEntries(entity?.overwritten ?? []),
    balances: balancesOf(ledger),
    quarantined: quarantinedKeys(ledger),
  };
  const expected = { ...(expect as Record<string, unknown>) };
  if ('balances' in expected) expected['balances'] = expectedBalances(expected['balances']);
  const got = Object.fromEntries(
    Object.keys(expected).map((name) => [
      name,
      Object.hasOwn(fields, name) ? fields[name] : `no field ${name}`,
    ]),
  );
  return { expected, got };
}

function ledgerOf(log: unknown): ClassLedger {
  const ledger = new ClassLedger();
  ledger.apply(changesOf(log));
  return ledger;
}

/** A value is a record shown parsed, or the text as it stands in the document. */
function changesOf(log: unknown): LogChange[] {
  if (typeof log !== 'object' || log === null) throw new TypeError('a case has a log');
  return Object.entries(log).map(([id, value]) => ({
    id,
    value: typeof value === 'object' ? JSON.stringify(value) : (value as unknown),
  }));
}

function onlyEntity(ledger: ClassLedger, changes: readonly LogChange[]): FoldedEntity | undefined {
  const entityIds = changes.map(({ id }) => ledger.revision(id)?.e ?? id);
  return entityIds.map((id) => ledger.entity(id)).find((entity) => entity !== undefined);
}

function quarantinedKeys(ledger: ClassLedger): string[] {
  return Array.from(new Set(ledger.quarantined().map(({ id }) => id))).sort();
}

function balancesOf(ledger: ClassLedger): Record<string, Pair[]> {
  const currencies = Array.from(ledger.balances().keys()).sort();
  return withoutSettled(
    currencies.map((currency) => [
      currency,
      ledger.balancesOf(currency).map(([id, minor]): Pair => [id, Number(minor)]),
    ]),
  );
}

function expectedBalances(expect: unknown): Record<string, Pair[]> {
  return withoutSettled(Object.entries(expect as Record<string, Pair[]>));
}

function withoutSettled(entries: readonly (readonly [currency: string, Pair[]])[]): Record<string, Pair[]> {
  return Object.fromEntries(
    entries
      .map(
        ([currency, pairs]) =>
          [currency, pairs.filter(([, minor]) => minor !== 0).toSorted(byMember)] as const,
      )
      .filter(([, pairs]) => pairs.length > 0),
  );
}

function byMember([a]: Pair, [b]: Pair): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
