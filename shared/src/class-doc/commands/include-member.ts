import type { Day } from '../../calendar/day.ts';
import type { Result } from '../../money/result.ts';
import type { MoneyGroup } from '../../revisions/money-group.ts';
import { readMoneyGroup } from '../../revisions/money-group.ts';
import type { RevisionRow } from '../../revisions/revision.ts';
import type { MoneyInput } from '../../split/money-input.ts';
import { openMoney } from '../../split/open-money.ts';
import type { SplitRecipe } from '../../split/recipe.ts';
import { resolveMoney } from '../../split/resolve-money.ts';
import type { ClassLedger } from '../class-ledger.ts';
import type { ClassEntry, Leg } from '../records.ts';
import type { Command, WriteContext } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';
import { isKnownMember } from './known-member.ts';
import { MAX_COMMAND_LENGTH, refuse, writeEdit } from './write-rows.ts';

/** Why an entry takes nobody in by itself: for most, only people can say who pays less then. */
export type WhyNotIncluded =
  | 'payment'
  | 'conversion'
  | 'newer'
  | 'unreadable'
  | 'several-currencies'
  | 'percent'
  | 'exact'
  | 'adjust'
  | 'items'
  | 'too-many'
  | 'no-split';

/** How an entry moves one person's balance when somebody is added to it; not zero. */
export interface InclusionChange {
  memberId: string;
  currency: string;
  changeMinor: bigint;
}

/** An entry that can take somebody in: what it would read then, and what that changes for each, by canonical id. */
export interface InclusionOffer {
  entry: ClassEntry;
  money: MoneyGroup;
  /** What the person who is added bears of it, or gets of an income. */
  partMinor: number;
  changes: readonly InclusionChange[];
}

export interface InclusionPreview {
  /** Newest day first. */
  offers: readonly InclusionOffer[];
  /** Those that cannot, newest day first. */
  others: readonly { entry: ClassEntry; why: WhyNotIncluded }[];
}

/**
 * What adding a member to the entries from a day on (all of them: null) would change. Only live entries that name them
 * on neither side, under no id of theirs, are looked at. [D38]
 */
export function inclusionPreview(
  ledger: ClassLedger,
  { memberId, fromDay }: { memberId: string; fromDay: Day | null },
): InclusionPreview {
  const offers: InclusionOffer[] = [];
  const others: { entry: ClassEntry; why: WhyNotIncluded }[] = [];
  for (const entry of ledger.entries()) {
    if (fromDay !== null && entry.day < fromDay) continue;
    const asked = askEntry(ledger, entry, memberId);
    if (asked === null) continue;
    if (asked.ok) offers.push(asked.value);
    else others.push({ entry, why: asked.refusal });
  }
  return { offers: offers.sort(byNewestDay), others: others.sort(byNewestDay) };
}

/** What all of some offers change for each person, who is not there when nothing changes; each currency sums to zero. */
export function totalChanges(
  offers: Iterable<InclusionOffer>,
): ReadonlyMap<string, ReadonlyMap<string, bigint>> {
  const byCurrency = new Map<string, Map<string, bigint>>();
  for (const { changes } of offers) {
    for (const { memberId, currency, changeMinor } of changes) {
      const totals = byCurrency.get(currency) ?? new Map<string, bigint>();
      byCurrency.set(currency, totals.set(memberId, (totals.get(memberId) ?? 0n) + changeMinor));
    }
  }
  for (const totals of byCurrency.values())
    for (const [id, minor] of totals) if (minor === 0n) totals.delete(id);
  return byCurrency;
}

/**
 * Adds a member to chosen entries, each split anew with its own seed, and writes nothing else. Of many, so few that they
 * fit one update: given the same again, it goes on. What cannot take them any more is left as it is. [D38]
 */
export function includeMember(
  ledger: ClassLedger,
  { memberId, entryIds }: { memberId: string; entryIds: readonly string[] },
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const id = ledger.identity(memberId);
  if (!isKnownMember(ledger, id, context)) return refuse({ reason: 'unknown-member', memberId });
  if (ledger.members().get(id)?.hasLeft === true)
    return refuse({ reason: 'fields', faults: [{ field: 'members', reason: 'left', memberIds: [id] }] });
  const rows: RevisionRow[] = [];
  let length = 0;
  let firstId = '';
  for (const entryId of new Set(entryIds)) {
    const entry = ledger.entry(entryId);
    const entity = ledger.entity(entryId);
    const asked = entry ? askEntry(ledger, entry, id) : null;
    if (!entity || asked?.ok !== true) continue;
    const written = writeEdit(ledger, entity.kind, entryId, { money: asked.value.money }, context);
    if (!written.ok) continue;
    length += written.value.reduce((sum, row) => sum + row.id.length + row.json.length, 0);
    if (rows.length > 0 && length > MAX_COMMAND_LENGTH) break;
    if (rows.length === 0) firstId = entryId;
    rows.push(...written.value);
  }
  return { ok: true, value: { name: 'include-member', rows, entityId: firstId } };
}

/** Null for what is deleted, and for what they are part of already. */
function askEntry(
  ledger: ClassLedger,
  entry: ClassEntry,
  memberId: string,
): Result<InclusionOffer, WhyNotIncluded> | null {
  const id = ledger.identity(memberId);
  const isTheirs = ([named]: readonly [string, number]): boolean => ledger.identity(named) === id;
  if (entry.deleted || entry.legs.some(({ pay, owe }) => pay.some(isTheirs) || owe.some(isTheirs)))
    return null;
  const opened = openEntry(ledger, entry);
  if (!opened.ok) return opened;
  const input = opened.value;
  const split = withOneMore(input.split, id);
  if (!split) return { ok: false, refusal: whyOfMode(input.split.mode) };
  const money = resolveMoney({ ...input, split }, entry.id);
  if (!money.ok)
    return { ok: false, refusal: money.refusal.reason === 'too-many-members' ? 'too-many' : 'no-split' };
  const [leg] = money.value.legs;
  const bearers = (input.kind === 'income' ? leg?.pay : leg?.owe) ?? [];
  const partMinor = bearers.find(([bearer]) => bearer === id)?.[1] ?? 0;
  const changes = changesOf(entry.legs, money.value.legs, (one) => ledger.identity(one));
  return { ok: true, value: { entry, money: money.value, partMinor, changes } };
}

function openEntry(ledger: ClassLedger, entry: ClassEntry): Result<MoneyInput, WhyNotIncluded> {
  const no = (refusal: WhyNotIncluded) => ({ ok: false, refusal }) as const;
  const { kind } = entry;
  if (kind === 'settlement') return no('payment');
  if (kind === 'conversion') return no('conversion');
  if (kind === 'other') return no('newer');
  const stored = readMoneyGroup(ledger.entity(entry.id)?.groups.get('money')?.value);
  if (entry.unreadable || !stored.ok) return no('unreadable');
  const opened = openMoney(kind, stored.value, entry.id);
  return opened ? { ok: true, value: opened } : no('several-currencies');
}

/** Null for what says how much each one bears: nobody can be added without taking it from somebody named. */
function withOneMore(split: SplitRecipe, id: string): SplitRecipe | null {
  if (split.mode === 'equally') return { ...split, memberIds: [...split.memberIds, id] };
  if (split.mode === 'shares') return { ...split, shares: [...split.shares, [id, '1']] };
  return null;
}

function whyOfMode(mode: SplitRecipe['mode']): WhyNotIncluded {
  return mode === 'equally' || mode === 'shares' ? 'no-split' : mode;
}

function changesOf(
  before: readonly Leg[],
  after: readonly Leg[],
  identity: (id: string) => string,
): InclusionChange[] {
  const totals = new Map<string, InclusionChange>();
  const add = (memberId: string, currency: string, minor: bigint): void => {
    const key = `${currency} ${memberId}`;
    const known = totals.get(key)?.changeMinor ?? 0n;
    totals.set(key, { memberId, currency, changeMinor: known + minor });
  };
  for (const [legs, sign] of [[before, -1n] as const, [after, 1n] as const]) {
    for (const { cur, pay, owe } of legs) {
      for (const [id, minor] of pay) add(identity(id), cur, sign * BigInt(minor));
      for (const [id, minor] of owe) add(identity(id), cur, -sign * BigInt(minor));
    }
  }
  return Array.from(totals.values()).filter(({ changeMinor }) => changeMinor !== 0n);
}

function byNewestDay({ entry: a }: { entry: ClassEntry }, { entry: b }: { entry: ClassEntry }): number {
  if (a.day !== b.day) return a.day < b.day ? 1 : -1;
  return b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1);
}
