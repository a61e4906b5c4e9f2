import type { MoneyGroup } from '../revisions/money-group.ts';
import type { MoneyInput } from './money-input.ts';
import { resolveMoney } from './resolve-money.ts';

export const seed = 'e_dinner1';
export const [ali, bea, cy] = ['m_ali000', 'm_bea000', 'm_cyd000'] as const;

export function dinner(change: Partial<MoneyInput> = {}): MoneyInput {
  return {
    kind: 'expense',
    amountMinor: 100,
    currency: 'EUR',
    payers: [[ali, change.amountMinor ?? 100]],
    split: { mode: 'equally', memberIds: [ali, bea, cy] },
    ...change,
  };
}

export function resolved(input: MoneyInput, id = seed): MoneyGroup {
  const money = resolveMoney(input, id);
  if (!money.ok) throw new Error(`Refused: ${JSON.stringify(money.refusal)}`);
  // As it comes back from the document.
  return JSON.parse(JSON.stringify(money.value)) as MoneyGroup;
}
