import type { ClassMemberBody } from '@tallybook/shared/protocol/api-types';
import type { CurrencyState } from '$lib/live-class/currency-states.ts';
import { openBalances, type OpenBalance } from './open-balances.ts';

/** What it means that I leave; screens put it into words. */
export interface Leaving {
  /** What is not zero, per currency: positive, I am owed it. */
  readonly open: readonly OpenBalance[];
  /** What becomes of the class. */
  readonly then:
    | { readonly kind: 'goes-on' }
    | { readonly kind: 'hands-over'; readonly memberId: string }
    | { readonly kind: 'ends' };
}

export function foreseeLeaving(
  currencies: readonly Pick<CurrencyState, 'currency' | 'balances'>[],
  listed: readonly ClassMemberBody[],
  me: {
    /** As balances name me. */
    readonly memberId: string;
    /** As the server lists me: another id when somebody is the same person as I. */
    readonly listedId: string;
    readonly role: 'owner' | 'member';
  },
): Leaving {
  const open = openBalances(currencies, me.memberId);
  const successor = findSuccessor(listed, me.listedId);
  if (successor === undefined) return { open, then: { kind: 'ends' } };
  if (me.role !== 'owner') return { open, then: { kind: 'goes-on' } };
  return { open, then: { kind: 'hands-over', memberId: successor.memberId } };
}

/** As the server decides it: who has been in for longest without a break; of equals, who came first. */
function findSuccessor(listed: readonly ClassMemberBody[], myId: string): ClassMemberBody | undefined {
  return listed
    .filter((one) => one.memberId !== myId && one.leftAt === undefined && one.accountId !== null)
    .toSorted((a, b) => Date.parse(a.joinedAt) - Date.parse(b.joinedAt))
    .at(0);
}

/** Whether what was typed is the class's name, for people: spaces around it and capitals do not matter. */
export function isNameTyped(typed: string, name: string): boolean {
  return plain(typed) === plain(name);
}

/** Names that people would take for the same. */
export function plain(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
}
