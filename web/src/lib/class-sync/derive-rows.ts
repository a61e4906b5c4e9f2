import type { Day } from '@tallybook/shared/calendar/day';
import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { mySharesOf, type MyShare } from '@tallybook/shared/personal/my-share';
import type { DerivedRows } from '$lib/platform/stored-class.ts';
import type { ClassBalance } from '$lib/platform/schema.ts';
import { comingOccurrences, isAboutPlans } from './coming-occurrences.ts';
import { debtsBetween } from './debts-between.ts';

/** What lists and sums show of a class, for the entities that changed or for all of it. */
export function deriveRows(
  ledger: ClassLedger,
  memberId: string,
  changed: ReadonlySet<string> | 'all',
  today: Day,
): DerivedRows {
  const me = ledger.identity(memberId);
  const isMe = (id: string): boolean => ledger.identity(id) === me;
  const sharesOf = (id: string): MyShare[] => {
    const entry = ledger.entry(id);
    return entry ? mySharesOf(entry, ledger.entity(id)?.kind ?? '', isMe) : [];
  };
  // Whoever is the same person as somebody decides which shares are mine.
  const isAboutMembers = changed === 'all' || [...changed].some((id) => id.startsWith('m_'));
  const ids = isAboutMembers ? Array.from(ledger.entries(), ({ id }) => id) : [...changed];
  const balances = balancesOf(ledger, me);
  return {
    balances,
    between: settledIn(ledger, me, balances).flatMap((currency) => debtsBetween(ledger, me, currency)),
    about: aboutClass(ledger),
    changedEntryIds: isAboutMembers ? 'all' : new Set(ids),
    shares: ids.flatMap(sharesOf),
    ...((changed === 'all' || isAboutPlans(ledger, changed)) && {
      coming: comingOccurrences(ledger, isMe, today),
    }),
  };
}

/** Who settles for a unit may have to where their own balance is zero. */
function settledIn(ledger: ClassLedger, me: string, balances: readonly ClassBalance[]): string[] {
  return ledger.units().has(me) ? [...ledger.balances().keys()] : balances.map(({ currency }) => currency);
}

function aboutClass(ledger: ClassLedger): DerivedRows['about'] {
  const { name, currency, look } = ledger.info();
  return name === '' || currency === '' ? null : { name, currency, look };
}

function balancesOf(ledger: ClassLedger, me: string): ClassBalance[] {
  const balances: ClassBalance[] = [];
  for (const [currency, figuresById] of ledger.balances()) {
    const balanceMinor = figuresById.get(me)?.balanceMinor ?? 0n;
    if (balanceMinor !== 0n) balances.push({ currency, balanceMinor: String(balanceMinor) });
  }
  return balances;
}
