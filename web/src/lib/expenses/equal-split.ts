import type { MoneyInput } from '@tallybook/shared/split/money-input';
import type { PersonalFields } from '@tallybook/shared/personal/personal-commands';
import type { LiveClass, LiveMember } from '$lib/live-class/live-class.svelte.ts';
import type { ExpenseForm } from './expense-form.svelte.ts';

/** Who paid and who takes part, as the form has it now. */
export interface Parties {
  readonly payerId: string;
  readonly memberIds: readonly string[];
}

/** What most pay of an amount that is split equally, and the few for whom an odd cent makes it another. */
export interface EqualParts {
  readonly eachMinor: number;
  readonly otherMinor: number;
  readonly otherCount: number;
}

export function equalParts(amountMinor: number, count: number): EqualParts | null {
  if (count === 0) return null;
  const moreCount = amountMinor % count;
  const lessMinor = (amountMinor - moreCount) / count;
  return moreCount * 2 > count
    ? { eachMinor: lessMinor + 1, otherMinor: lessMinor, otherCount: count - moreCount }
    : { eachMinor: lessMinor, otherMinor: lessMinor + 1, otherCount: moreCount };
}

export function isPresent({ hasLeft, isRemoved }: LiveMember): boolean {
  return !hasLeft && !isRemoved;
}

/** Nobody chosen means the default: paid by me, among all who are in the class now. */
export function partiesOf(
  { payerId, participantIds }: Pick<ExpenseForm, 'payerId' | 'participantIds'>,
  { myId, members }: Pick<LiveClass, 'myId' | 'members'>,
): Parties {
  return {
    payerId: payerId === '' ? myId : payerId,
    memberIds: participantIds ?? members.filter(isPresent).map(({ id }) => id),
  };
}

/** Who can be chosen: those in the class, and who was chosen before they left. */
export function choosable(members: readonly LiveMember[], chosenIds: readonly string[]): LiveMember[] {
  return members.filter((member) => isPresent(member) || chosenIds.includes(member.id));
}

/** `recordedId` gives the id that an entry has for a member, where it is another than the member's own. */
export function equalMoney(
  fields: PersonalFields,
  { payerId, memberIds }: Parties,
  recordedId: (memberId: string) => string = (id) => id,
): MoneyInput {
  const { amountMinor, currency } = fields;
  return {
    kind: fields.kind === 'income' ? 'income' : 'expense',
    amountMinor,
    currency,
    payers: [[recordedId(payerId), amountMinor]],
    split: { mode: 'equally', memberIds: memberIds.map(recordedId) },
  };
}
