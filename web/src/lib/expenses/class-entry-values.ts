import type { EntryFields } from '@tallybook/shared/class-doc/commands/entry-fields';
import type { PaymentFields } from '@tallybook/shared/class-doc/commands/record-payment';
import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import type { PersonalFields } from '@tallybook/shared/personal/personal-commands';
import type { MoneyInput } from '@tallybook/shared/split/money-input';
import { equalMoney } from './equal-split.ts';
import { NO_CLASS, type FormValues } from './expense-form.svelte.ts';

/** How the money of an entry is edited here: 'fixed' is shown as it is. */
type MoneyEditor = 'equally' | 'payment' | 'fixed';

/** An entry as the form opens it. */
export interface OpenedEntry {
  readonly editor: MoneyEditor;
  readonly values: FormValues;
  /** The id that the entry has for a member; a person can be in it under a former one. */
  readonly recordedId: (memberId: string) => string;
}

interface EntrySurroundings {
  readonly classId: string;
  /** Of the class, for an entry without any. */
  readonly currency: string;
  readonly canonicalId: (memberId: string) => string;
  readonly amountToType: (minor: number, currency: string) => string;
}

export function openClassEntry(
  entry: ClassEntry,
  money: MoneyInput | null,
  { classId, currency: classCurrency, canonicalId, amountToType }: EntrySurroundings,
): OpenedEntry {
  const texts = { title: entry.title, category: entry.category, day: entry.day, note: entry.note };
  const fixed: FormValues = {
    ...NO_CLASS,
    tags: '',
    ...texts,
    classId,
    kind: entry.kind === 'income' ? 'income' : 'expense',
    amount: '',
    currency: entry.legs[0]?.cur ?? classCurrency,
  };
  const parties = partiesOfEntry(entry, money);
  if (!parties) return { editor: 'fixed', values: fixed, recordedId: (id) => id };
  const { editor, payerId, memberIds, amountMinor, currency } = parties;
  const recorded = new Map([payerId, ...memberIds].map((id) => [canonicalId(id), id]));
  return {
    editor,
    recordedId: (id) => recorded.get(id) ?? id,
    values: {
      ...fixed,
      amount: amountToType(amountMinor, currency),
      currency,
      payerId: canonicalId(payerId),
      participants: memberIds.map(canonicalId).join(' '),
    },
  };
}

/** What the form changes of an entry: only the parts that differ from how it was opened, the others stay whoever writes them. */
export function changesOf(
  fields: PersonalFields,
  typed: FormValues,
  { editor, values: seen, recordedId }: OpenedEntry,
): Partial<EntryFields> {
  const { day, title, category, note } = fields;
  const changes: Partial<EntryFields> = {
    ...(day === seen.day ? {} : { day }),
    ...(title === seen.title.trim() ? {} : { title }),
    ...(category === seen.category ? {} : { category }),
    ...(note === seen.note.trim() ? {} : { note }),
  };
  if (editor === 'equally' && isMoneyChanged(typed, seen)) {
    const memberIds = typed.participants?.split(' ') ?? [];
    changes.money = equalMoney(fields, { payerId: typed.payerId, memberIds }, recordedId);
  }
  return changes;
}

/** As `changesOf` for a payment; null when what the other device left of it is no payment any more. */
export function paymentOf(
  fields: PersonalFields,
  typed: FormValues,
  { values: seen, recordedId }: OpenedEntry,
  now: ClassEntry,
): PaymentFields | null {
  const [leg] = now.legs;
  const [from, to] = [leg?.pay[0], leg?.owe[0]];
  if (!leg || !from || !to) return null;
  const money = isMoneyChanged(typed, seen)
    ? {
        fromId: recordedId(typed.payerId),
        toId: recordedId(typed.participants ?? ''),
        amountMinor: fields.amountMinor,
        currency: fields.currency,
      }
    : { fromId: from[0], toId: to[0], amountMinor: leg.amt, currency: leg.cur };
  return {
    ...money,
    day: fields.day === seen.day ? now.day : fields.day,
    note: fields.note === seen.note.trim() ? now.note : fields.note,
  };
}

function isMoneyChanged(typed: FormValues, seen: FormValues): boolean {
  const parts = ['kind', 'amount', 'currency', 'payerId', 'participants'] as const;
  return parts.some((part) => typed[part] !== seen[part]);
}

interface EntryParties {
  readonly editor: 'equally' | 'payment';
  readonly payerId: string;
  readonly memberIds: readonly string[];
  readonly amountMinor: number;
  readonly currency: string;
}

function partiesOfEntry(entry: ClassEntry, money: MoneyInput | null): EntryParties | null {
  if (entry.kind === 'settlement') {
    const [leg] = entry.legs;
    const [from, to] = [leg?.pay[0], leg?.owe[0]];
    if (!leg || !from || !to) return null;
    return {
      editor: 'payment',
      payerId: from[0],
      memberIds: [to[0]],
      amountMinor: leg.amt,
      currency: leg.cur,
    };
  }
  if (!money || (entry.kind !== 'expense' && entry.kind !== 'income')) return null;
  const { split, payers, countIn, amountMinor, currency } = money;
  const [payer] = payers;
  if (split.mode !== 'equally' || !payer || payers.length > 1 || countIn) return null;
  return { editor: 'equally', payerId: payer[0], memberIds: split.memberIds, amountMinor, currency };
}
