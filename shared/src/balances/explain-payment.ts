import type { BalanceLine, ExplainableEntry } from './explain-balance.ts';
import { explainBalance } from './explain-balance.ts';
import type { Payment } from './payment.ts';

/** Another payment of the plan that settles a part of the same balance, in minor units as it counts on this side. */
export interface OtherPayment {
  payment: Payment;
  minor: bigint;
}

/** One side of a suggested payment: lines and other payments add up to its amount exactly. */
export interface PaymentSide {
  memberId: string;
  /** Above zero makes the payment larger: what the debtor owes, what is owed to the creditor. */
  lines: readonly BalanceLine[];
  otherPayments: readonly OtherPayment[];
}

export interface PaymentExplanation {
  debtor: PaymentSide;
  creditor: PaymentSide;
}

/**
 * Why a plan suggests a payment: the entries behind the balances on both sides, less what the plan's other payments
 * settle of them. The plan settles all balances of the currency; a payment that is not in it throws. Where the plan
 * settles units, `identity` gives who settles for a member, so that a side is that of the whole unit. [B11] [D37]
 */
export function explainPayment(
  entries: Iterable<ExplainableEntry>,
  payment: Payment,
  plan: readonly Payment[],
  currency: string,
  identity: (id: string) => string,
): PaymentExplanation {
  const index = plan.findIndex((one) => isSamePayment(one, payment));
  if (index === -1) throw new RangeError('Only a payment of the plan can be explained');
  const others = plan.toSpliced(index, 1);
  const all = Array.from(entries);
  const sideOf = (memberId: string, sign: 1n | -1n): PaymentSide => ({
    memberId,
    lines: explainBalance(all, memberId, currency, identity).lines.map(({ entryId, minor }) => ({
      entryId,
      minor: minor * sign,
    })),
    // What the member pays elsewhere raises their balance, what they receive lowers it.
    otherPayments: others.flatMap((other) => {
      if (other.fromId === memberId) return [{ payment: other, minor: other.amountMinor * sign }];
      return other.toId === memberId ? [{ payment: other, minor: -other.amountMinor * sign }] : [];
    }),
  });
  return { debtor: sideOf(payment.fromId, -1n), creditor: sideOf(payment.toId, 1n) };
}

function isSamePayment(a: Payment, b: Payment): boolean {
  return a.fromId === b.fromId && a.toId === b.toId && a.amountMinor === b.amountMinor;
}
