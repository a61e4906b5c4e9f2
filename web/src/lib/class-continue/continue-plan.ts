import type { BalanceSheet } from '@tallybook/shared/balances/member-figures';
import { MAX_AMOUNT_MINOR } from '@tallybook/shared/money/amount';
import { derivedId } from '@tallybook/shared/revisions/derived-id';
import type { LegPart } from '@tallybook/shared/revisions/money-group';
import type { MoneyInput } from '@tallybook/shared/split/money-input';

/** Somebody of the old class: canonical id and the name to show. */
interface OldMember {
  readonly id: string;
  readonly name: string;
}

/** A member without an account in the new class, to be claimed on joining. */
interface PlannedMember {
  readonly id: string;
  readonly oldId: string;
  readonly name: string;
}

interface OpeningBalance {
  readonly id: string;
  readonly money: MoneyInput;
}

export interface ContinuePlan {
  readonly members: readonly PlannedMember[];
  /** One per currency that is not settled; several where a balance is larger than an entry can be. */
  readonly openings: readonly OpeningBalance[];
}

export interface OldClass {
  /** Of the new class. All ids are derived from it, so that a second try writes the same records. */
  readonly newClassId: string;
  /** Me in the old class and in the new one: whoever continues a class has an account in both. */
  readonly oldMyId: string;
  readonly newMyId: string;
  /** Everybody else who is to be in the new class; whoever has a balance has to be among them. */
  readonly members: readonly OldMember[];
  readonly balances: BalanceSheet;
}

const LARGEST = BigInt(MAX_AMOUNT_MINOR);

/** What the new class begins with so that every balance is the one of the old class. Throws on an unnamed balance. */
export function planContinuation(old: OldClass): ContinuePlan {
  const members = old.members
    .filter(({ id }) => id !== old.oldMyId)
    .map(({ id, name }) => ({ id: memberIdIn(old.newClassId, id), oldId: id, name }));
  const newIds = new Map([
    [old.oldMyId, old.newMyId],
    ...members.map(({ id, oldId }) => [oldId, id] as const),
  ]);
  const openings: OpeningBalance[] = [];
  for (const [currency, sheet] of old.balances) {
    const owed: Share[] = [];
    const owing: Share[] = [];
    for (const [oldId, { balanceMinor }] of sheet) {
      if (balanceMinor === 0n) continue;
      const id = newIds.get(oldId);
      if (id === undefined)
        throw new RangeError(`A balance in ${currency} belongs to nobody who comes along`);
      if (balanceMinor > 0n) owed.push({ id, minor: balanceMinor });
      else owing.push({ id, minor: -balanceMinor });
    }
    let left = owed.reduce((sum, { minor }) => sum + minor, 0n);
    for (let part = 0; left > 0n; part++) {
      const amount = left < LARGEST ? left : LARGEST;
      openings.push({
        id: openingId(old.newClassId, currency, part),
        money: openingMoney(currency, amount, owed, owing),
      });
      left -= amount;
    }
  }
  return { members, openings };
}

/** The id of an opening balance in the new class; `part` counts from 0. */
export function openingId(newClassId: string, currency: string, part: number): string {
  return derivedId('o', [newClassId, 'opening', currency, String(part)]);
}

function memberIdIn(newClassId: string, oldId: string): string {
  return `m${derivedId('o', [newClassId, 'm', oldId]).slice(1)}`;
}

interface Share {
  readonly id: string;
  minor: bigint;
}

/** Whoever is owed has paid, and whoever owes bears it: the balances are then the same. */
function openingMoney(currency: string, amount: bigint, owed: Share[], owing: Share[]): MoneyInput {
  return {
    kind: 'expense',
    amountMinor: Number(amount),
    currency,
    payers: takeFrom(owed, amount),
    split: { mode: 'exact', parts: takeFrom(owing, amount) },
  };
}

/** Takes an amount off the shares, the first ones first. */
function takeFrom(shares: Share[], amount: bigint): LegPart[] {
  const taken: LegPart[] = [];
  let left = amount;
  for (const share of shares) {
    const minor = share.minor < left ? share.minor : left;
    if (minor === 0n) continue;
    taken.push([share.id, Number(minor)]);
    share.minor -= minor;
    left -= minor;
  }
  return taken;
}
