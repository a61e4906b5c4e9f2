import { suggestionId } from '../../balances/suggestion-id.ts';
import type { Day } from '../../calendar/day.ts';
import { MAX_AMOUNT_MINOR } from '../../money/amount.ts';
import { isCurrencyCode } from '../../money/currency.ts';
import type { Result } from '../../money/result.ts';
import { derivedId } from '../../revisions/derived-id.ts';
import { isSameJson } from '../../revisions/json-shape.ts';
import type { MoneyGroup } from '../../revisions/money-group.ts';
import type { ClassLedger } from '../class-ledger.ts';
import type { Command, WriteContext } from './command.ts';
import type { CommandRefusal, FieldFault } from './command-refusal.ts';
import { isKnownMember } from './known-member.ts';
import { dayFaults, textFaults } from './text-faults.ts';
import { refuse, writeCreation, writeEdit } from './write-rows.ts';

/** What a person enters about a payment between two members; minor units of `currency`. */
export interface PaymentFields {
  fromId: string;
  toId: string;
  amountMinor: number;
  currency: string;
  day: Day;
  note: string;
}

/** A suggested payment as the screen showed it. */
export interface Suggestion {
  id: string;
  amountMinor: bigint;
}

/** The parties as recorded or canonical, and the currency. */
type SuggestedParties = Pick<PaymentFields, 'fromId' | 'toId' | 'currency'>;

/**
 * The id that recording a suggested payment in full gives it on every device that knows the same settlements. While
 * something else stands under it, it is the next that is derived from it. [D27]
 */
export function suggestedPaymentId(
  ledger: ClassLedger,
  parties: SuggestedParties,
  amountMinor: bigint,
): string {
  return freeSuggestion(ledger, parties, amountMinor).id;
}

/** The id to record under, and those before it that something else stands under. */
function freeSuggestion(
  ledger: ClassLedger,
  { fromId, toId, currency }: SuggestedParties,
  amountMinor: bigint,
): { id: string; passedIds: ReadonlySet<string> } {
  const [from, to] = [ledger.identity(fromId), ledger.identity(toId)];
  const first = suggestionId(from, to, currency, amountMinor, ledger.settlementsBetween(from, to));
  const passedIds = new Set<string>();
  let id = first;
  // A payment between the two would be among their settlements, and the id another one: this is something else.
  while (ledger.entity(id)) {
    passedIds.add(id);
    id = derivedId('s', [first, String(passedIds.size)]);
  }
  return { id, passedIds };
}

/**
 * Records that one member paid another. With a suggestion that is paid in full, the entity is the suggestion's, so
 * that two who record it at once record one payment; in part, it is a payment of its own. Where something else came to
 * stand under its id, all devices step on to the same next one. Members who have left may pay and be paid. [D27]
 */
export function recordPayment(
  ledger: ClassLedger,
  { suggestion, ...fields }: PaymentFields & { suggestion?: Suggestion },
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const refusal = checkPayment(ledger, fields, context);
  if (refusal) return refuse(refusal);
  const groups = {
    money: moneyOf(fields),
    date: fields.day,
    ...(fields.note === '' ? {} : { note: fields.note }),
  };
  if (!suggestion) return recordFreely(ledger, groups, context);

  const known = ledger.entry(suggestion.id);
  if (known && ledger.settlementsBetween(fields.fromId, fields.toId).includes(known.id)) {
    return refuse({
      reason: known.deleted ? 'suggestion-outdated' : 'already-recorded',
      entityId: suggestion.id,
    });
  }
  // In part.
  if (suggestion.amountMinor !== BigInt(fields.amountMinor)) return recordFreely(ledger, groups, context);
  const { id, passedIds } = freeSuggestion(ledger, fields, suggestion.amountMinor);
  if (suggestion.id !== id && !passedIds.has(suggestion.id)) {
    return refuse({ reason: 'suggestion-outdated', entityId: suggestion.id });
  }
  const rows = writeEdit(ledger, 's', id, groups, context);
  return rows.ok ? { ok: true, value: { name: 'record-payment', rows: rows.value, entityId: id } } : rows;
}

/** Changes a payment; it stays one from one member to one other. Writes only the groups that differ. [D27] */
export function editPayment(
  ledger: ClassLedger,
  { entryId, ...fields }: PaymentFields & { entryId: string },
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const entry = ledger.entry(entryId);
  if (entry?.kind !== 'settlement') return refuse({ reason: 'unknown-entity', entityId: entryId });
  if (entry.deleted) return refuse({ reason: 'deleted', entityId: entryId });
  const refusal = checkPayment(ledger, fields, context);
  if (refusal) return refuse(refusal);
  const money = moneyOf(fields);
  const groups = {
    ...(isSameJson(entry.legs, money.legs) ? {} : { money }),
    ...(entry.day === fields.day ? {} : { date: fields.day }),
    ...(entry.note === fields.note ? {} : { note: fields.note }),
  };
  const rows = writeEdit(ledger, 's', entryId, groups, context);
  return rows.ok ? { ok: true, value: { name: 'edit-payment', rows: rows.value, entityId: entryId } } : rows;
}

function recordFreely(
  ledger: ClassLedger,
  groups: Readonly<Record<string, unknown>>,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const id = context.newId('e');
  const row = writeCreation(ledger, 's', id, groups, context);
  return row.ok ? { ok: true, value: { name: 'record-payment', rows: [row.value], entityId: id } } : row;
}

function checkPayment(
  ledger: ClassLedger,
  fields: PaymentFields,
  context: WriteContext,
): CommandRefusal | null {
  const { fromId, toId, amountMinor, currency, day, note } = fields;
  const faults: FieldFault[] = [
    ...amountFaults(amountMinor),
    ...(isCurrencyCode(currency) ? [] : [{ field: 'currency', reason: 'not-a-currency' } as const]),
    ...dayFaults(day),
    ...textFaults('note', note),
  ];
  if (faults.length > 0) return { reason: 'fields', faults };
  const unknown = [fromId, toId].find((id) => !canSettle(ledger, id, context));
  if (unknown !== undefined) return { reason: 'unknown-member', memberId: unknown };
  if (ledger.identity(fromId) === ledger.identity(toId)) return { reason: 'same-member', memberId: fromId };
  return null;
}

/** Members, and whoever has a balance though no record of theirs has come yet. */
function canSettle(ledger: ClassLedger, memberId: string, context: WriteContext): boolean {
  if (isKnownMember(ledger, memberId, context)) return true;
  return Array.from(ledger.balances().values()).some((members) => members.has(memberId));
}

function amountFaults(amountMinor: number): FieldFault[] {
  if (amountMinor > MAX_AMOUNT_MINOR) {
    return [{ field: 'amount', reason: 'too-large', maxMinor: MAX_AMOUNT_MINOR }];
  }
  if (!Number.isSafeInteger(amountMinor)) return [{ field: 'amount', reason: 'not-an-integer' }];
  if (amountMinor > 0) return [];
  return [{ field: 'amount', reason: amountMinor === 0 ? 'zero' : 'negative' }];
}

function moneyOf({ fromId, toId, amountMinor, currency }: PaymentFields): MoneyGroup {
  const leg = {
    cur: currency,
    amt: amountMinor,
    pay: [[fromId, amountMinor] as const],
    owe: [[toId, amountMinor] as const],
  };
  return { legs: [leg] };
}
