import type { MemberFigures } from '@tallybook/shared/balances/member-figures';
import type { Payment } from '@tallybook/shared/balances/payment';
import { settleUp } from '@tallybook/shared/balances/settle-up';
import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { suggestedPaymentId } from '@tallybook/shared/class-doc/commands/record-payment';

export interface MemberBalance extends MemberFigures {
  readonly memberId: string;
}

/**
 * A payment that would settle debt, of a unit by who settles for it; recording it in full takes its `suggestionId`, so
 * that two record one.
 */
export interface PlannedPayment {
  readonly fromId: string;
  readonly toId: string;
  readonly amountMinor: bigint;
  readonly suggestionId: string;
}

/** Who has paid, borne and settled what in one currency, and how to get even. Amounts are in minor units. */
export interface CurrencyState {
  readonly currency: string;
  /** In the order of the members; who has neither is left out. */
  readonly balances: readonly MemberBalance[];
  /** No payment is left to make; within a unit its members may owe one another. */
  readonly isSettled: boolean;
  readonly steady: readonly PlannedPayment[];
  /** Null unless it is proven and saves a payment. */
  readonly fewest: readonly PlannedPayment[] | null;
}

/** The state of each currency that the class has ever counted in, its usual one first. */
export function currencyStates(
  ledger: ClassLedger,
  memberIds: readonly string[],
  usualCurrency: string,
): CurrencyState[] {
  const sheet = ledger.balances();
  const currencies = [...sheet.keys()].sort(
    (a, b) => Number(b === usualCurrency) - Number(a === usualCurrency) || (a < b ? -1 : 1),
  );
  return currencies.map((currency) => {
    const figuresById = sheet.get(currency) ?? new Map<string, MemberFigures>();
    const ids = new Set([...memberIds.filter((id) => figuresById.has(id)), ...figuresById.keys()]);
    const balances = Array.from(ids).flatMap((memberId) => {
      const figures = figuresById.get(memberId);
      return figures ? [{ memberId, ...figures }] : [];
    });
    const open = ledger.balancesToSettle(currency);
    const plan = settleUp(open, ledger.companyToSettle(currency));
    const suggest = ({ fromId, toId, amountMinor }: Payment): PlannedPayment => ({
      fromId,
      toId,
      amountMinor,
      suggestionId: suggestedPaymentId(ledger, { fromId, toId, currency }, amountMinor),
    });
    return {
      currency,
      balances,
      isSettled: open.length === 0,
      steady: plan.steady.map(suggest),
      fewest: plan.fewest?.isProvenFewest ? plan.fewest.payments.map(suggest) : null,
    };
  });
}
