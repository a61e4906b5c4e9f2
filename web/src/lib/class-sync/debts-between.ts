import type { Balance } from '@tallybook/shared/balances/payment';
import { steadyPlan } from '@tallybook/shared/balances/steady-plan';
import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { suggestedPaymentId } from '@tallybook/shared/class-doc/commands/record-payment';
import type { ClassDebt } from '$lib/platform/schema.ts';

/** The payments of the steady plan between me (a canonical id) and others: those that settling up shows. [P3] */
export function debtsBetween(ledger: ClassLedger, me: string, currency: string): ClassDebt[] {
  const balances = ledger.balancesOf(currency);
  const plan = steadyPlan(balances, enoughCompany(ledger, currency, balances));
  return plan.flatMap((payment): ClassDebt | [] => {
    const { fromId, toId, amountMinor } = payment;
    if (fromId !== me && toId !== me) return [];
    const other = fromId === me ? toId : fromId;
    const known = Array.from(ledger.members().values()).filter(({ canonicalId }) => canonicalId === other);
    return {
      memberIds: [other, ...known.map(({ id }) => id).filter((id) => id !== other)],
      name: known.find(({ name }) => name !== null)?.name ?? null,
      currency,
      minor: String(toId === me ? amountMinor : -amountMinor),
      suggestionId: suggestedPaymentId(ledger, { fromId, toId, currency }, amountMinor),
    };
  });
}

/**
 * Of those who appear together, pairs enough to tell who with open balances is connected with whom. [B5] [P1] This runs
 * with every save, and is over as soon as all of them are: in most classes after a few of thousands of entries.
 */
function* enoughCompany(
  ledger: ClassLedger,
  currency: string,
  open: readonly Balance[],
): Generator<readonly [string, string], void> {
  const parents = new Map(open.map(([id]) => [id, id]));
  const openRoots = new Set(parents.keys());
  const rootOf = (id: string): string => {
    let root = id;
    for (
      let parent = parents.get(root);
      parent !== undefined && parent !== root;
      parent = parents.get(root)
    ) {
      parents.set(root, parents.get(parent) ?? parent);
      root = parent;
    }
    return root;
  };
  for (const { deleted, legs } of ledger.entries()) {
    if (openRoots.size < 2) return;
    for (const { cur, pay, owe } of deleted ? [] : legs) {
      if (cur !== currency) continue;
      const [first = '', ...others] = [...pay, ...owe].flatMap(([id, minor]) =>
        minor > 0 ? ledger.identity(id) : [],
      );
      for (const other of others) {
        const [kept, joined] = [rootOf(first), rootOf(other)];
        if (kept === joined) continue;
        parents.set(joined, kept);
        if (openRoots.delete(joined)) openRoots.add(kept);
        yield [kept, joined];
      }
    }
  }
}
