import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { readDefaultSplit } from '@tallybook/shared/class-doc/default-split';
import { distinctFrom, possibleDuplicates } from '@tallybook/shared/class-doc/possible-duplicates';
import { unitRequests } from '@tallybook/shared/class-doc/unit-requests';
import { mySharesOf } from '@tallybook/shared/personal/my-share';
import { explainBalance } from '@tallybook/shared/balances/explain-balance';
import { explainPayment } from '@tallybook/shared/balances/explain-payment';
import { fewestPlan } from '@tallybook/shared/balances/fewest-plan';
import type { Payment } from '@tallybook/shared/balances/payment';
import { steadyPlan } from '@tallybook/shared/balances/steady-plan';

/**
 * Everything that a ledger shows, as one text: equal texts are equal replicas. What has no order of its own is
 * sorted, so that only differences that a screen could show remain.
 */
export function canonicalState(ledger: ClassLedger): string {
  const entries = Array.from(ledger.entries());
  const plans = ledger.plans();
  const comments = ledger.comments();
  const members = ledger.members();
  const entityIds = new Set([...entries, ...plans, ...comments].map(({ id }) => id));
  for (const id of members.keys()) entityIds.add(id);
  entityIds.add('c_class0');
  return canonicalJson({
    entries: new Map(entries.map((entry) => [entry.id, entry])),
    plans: new Map(plans.map((plan) => [plan.id, plan])),
    comments: new Map(comments.map((comment) => [comment.id, comment])),
    info: ledger.info(),
    members,
    entities: new Map(Array.from(entityIds, (id) => [id, ledger.entity(id)])),
    histories: new Map(Array.from(entityIds, (id) => [id, ledger.history(id)])),
    quarantined: ledger.quarantined(),
    duplicates: possibleDuplicates(
      entries,
      (id) => ledger.identity(id),
      (id) => distinctFrom(ledger.entity(id)),
    ),
    defaultSplits: defaultSplitsOf(ledger),
    units: ledger.units(),
    unitWishes: ledger.unitWishes(),
    unitRequests: Array.from(members.keys(), (id) => unitRequests(ledger, id)),
    shares: entries.map((entry) =>
      mySharesOf(entry, ledger.entity(entry.id)?.kind ?? '', (id) => id === members.keys().next().value),
    ),
    ...moneyState(ledger),
  });
}

/** How everybody together and every pair usually split, where anybody ever said so. */
function defaultSplitsOf(ledger: ClassLedger): unknown[] {
  const groups = ledger.entity('c_class0')?.groups.keys() ?? [];
  if (!Array.from(groups).some((group) => group.startsWith('split '))) return [];
  const ids = Array.from(ledger.members().keys());
  const pairs = ids.flatMap((id, at) => ids.slice(0, at).map((other) => [id, other]));
  return [ids, ...pairs].map((together) => readDefaultSplit(ledger, together));
}

function moneyState(ledger: ClassLedger): Record<string, unknown> {
  const sheet = ledger.balances();
  const plans = new Map<string, unknown>();
  for (const currency of sheet.keys()) {
    const balances = ledger.balancesOf(currency);
    const together = Array.from(ledger.together(currency));
    const steady = steadyPlan(balances, together);
    plans.set(currency, {
      balances,
      together: together.map((ids) => ids.toSorted().join(' ')).sort(),
      steady,
      fewest: fewestPlan(balances, together),
      why: whyOf(ledger, currency, steady),
      asUnits: steadyPlan(ledger.balancesToSettle(currency), Array.from(ledger.companyToSettle(currency))),
      settlements: steady.map(({ fromId, toId }) => ledger.settlementsBetween(fromId, toId)),
    });
  }
  return { sheet, settleUp: plans };
}

/** The lines behind every balance and every suggested payment of a currency. Throws when they do not add up. */
function whyOf(ledger: ClassLedger, currency: string, plan: readonly Payment[]): unknown[] {
  const entries = Array.from(ledger.entries());
  const identity = (id: string) => ledger.identity(id);
  const balances = ledger.balancesOf(currency).map(([id, minor]) => {
    const explanation = explainBalance(entries, id, currency, identity);
    const sum = explanation.lines.reduce((total, line) => total + line.minor, 0n);
    if (sum !== minor || explanation.balanceMinor !== minor)
      throw new Error(`The balance of ${id} is not explained`);
    return explanation;
  });
  const payments = plan.map((payment) => explainPayment(entries, payment, plan, currency, identity));
  for (const [index, { debtor, creditor }] of payments.entries()) {
    for (const { memberId, lines, otherPayments } of [debtor, creditor]) {
      const sum = [...lines, ...otherPayments].reduce((total, { minor }) => total + minor, 0n);
      if (sum !== plan[index]?.amountMinor) throw new Error(`The payment of ${memberId} is not explained`);
    }
  }
  return [...balances, ...payments];
}

/** JSON with sorted names; tells apart what JSON does not: -0, undefined, bigint, Map and Set. */
function canonicalJson(value: unknown): string {
  if (typeof value === 'bigint') return `${String(value)}n`;
  if (Object.is(value, -0)) return '-0';
  if (value === undefined) return 'undefined';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (value instanceof Map) {
    return `Map{${Array.from(value, ([key, one]) => `${canonicalJson(key)}:${canonicalJson(one)}`)
      .sort()
      .join()}}`;
  }
  if (value instanceof Set) return `Set{${Array.from(value, canonicalJson).sort().join()}}`;
  return `{${Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson((value as Record<string, unknown>)[name])}`)
    .join()}}`;
}

/** The sum of all balances per currency that is not zero, or null: money was neither made nor lost. */
export function lostMoney(ledger: ClassLedger): string | null {
  for (const [currency, figuresById] of ledger.balances()) {
    let sum = 0n;
    for (const { balanceMinor, paidMinor, shareMinor, settledMinor } of figuresById.values()) {
      sum += balanceMinor;
      if (balanceMinor !== paidMinor - shareMinor + settledMinor) return `${currency}: figures do not add up`;
    }
    if (sum !== 0n) return `${currency}: the balances sum to ${String(sum)}`;
    const shown = ledger.balancesOf(currency).reduce((total, [, minor]) => total + minor, 0n);
    if (shown !== 0n) return `${currency}: the balances shown sum to ${String(shown)}`;
    const toSettle = ledger.balancesToSettle(currency).reduce((total, [, minor]) => total + minor, 0n);
    if (toSettle !== 0n) return `${currency}: what is to be settled sums to ${String(toSettle)}`;
  }
  return null;
}
