import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import type { FoldedEntity, FoldedLog } from '@tallybook/shared/revisions/fold';
import { foldLog } from '@tallybook/shared/revisions/fold';
import type { Leg, MoneyGroup } from '@tallybook/shared/revisions/money-group';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';

type BalanceById = Map<string, bigint>;

/** What an app without running totals does on each change: the balances of all live entries, added up again. */
export function sumEntries(entries: Iterable<ClassEntry>): Map<string, BalanceById> {
  const sheet = new Map<string, BalanceById>();
  for (const { deleted, legs } of entries) if (!deleted) addLegs(sheet, legs);
  return sheet;
}

/** What an app without a ledger in memory does on each change: reads, folds and adds up the whole log again. */
export function foldAndSum(rows: Iterable<RevisionRow>): Map<string, BalanceById> {
  const sheet = new Map<string, BalanceById>();
  const { entities }: FoldedLog = foldLog(rows);
  for (const entity of entities.values()) if (!entity.deleted) addLegs(sheet, legsOf(entity));
  return sheet;
}

function legsOf(entity: FoldedEntity): readonly Leg[] {
  const money = entity.groups.get('money')?.value as MoneyGroup | undefined;
  return money?.legs ?? [];
}

function addLegs(sheet: Map<string, BalanceById>, legs: readonly Leg[]): void {
  for (const { cur, pay, owe } of legs) {
    let balanceById = sheet.get(cur);
    if (!balanceById) sheet.set(cur, (balanceById = new Map<string, bigint>()));
    for (const [id, minor] of pay) balanceById.set(id, (balanceById.get(id) ?? 0n) + BigInt(minor));
    for (const [id, minor] of owe) balanceById.set(id, (balanceById.get(id) ?? 0n) - BigInt(minor));
  }
}
