import type { EntryFields } from '@tallybook/shared/class-doc/commands/entry-fields';
import type { PaymentFields } from '@tallybook/shared/class-doc/commands/record-payment';
import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import type { PersonalFields } from '@tallybook/shared/personal/personal-commands';
import type { MoneyInput } from '@tallybook/shared/split/money-input';
import { openSplit, withMemberIds } from '$lib/split-editor/open-split.ts';
import { writeSplitDraft } from '$lib/split-editor/split-draft.ts';
import { membersOf } from '@tallybook/shared/split/recipe';
import { equalMoney } from './equal-split.ts';
import { NO_CLASS, type FormValues } from './expense-form.svelte.ts';

/** How the money of an entry is edited here: 'fixed' is shown as it is. */
type MoneyEditor = 'split' | 'payment' | 'fixed';

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
  const canonical = money && withMemberIds(money, canonicalId);
  const split =
    entry.kind === 'settlement' ? null : canonical && openSplit(canonical, { amount: amountToType });
  const parties =
    entry.kind === 'settlement' ? paymentParties(entry) : money && split && partiesOfMoney(money);
  if (!parties) return { editor: 'fixed', values: fixed, recordedId: (id) => id };
  const { editor, payerId, memberIds, amountMinor, currency } = parties;
  const payerIds = money?.payers.map(([id]) => id) ?? [payerId];
  const recorded = new Map([...payerIds, ...memberIds].map((id) => [canonicalId(id), id]));
  return {
    editor,
    recordedId: (id) => recorded.get(id) ?? id,
    values: {
      ...fixed,
      amount: amountToType(amountMinor, currency),
      currency,
      payerId: canonicalId(payerId),
      participants: memberIds.map(canonicalId).join(' '),
      split: split ? writeSplitDraft(split.draft) : '',
    },
  };
}

/**
 * What the form changes of an entry: only the parts that differ from how it was opened, the others stay whoever writes
 * them. `split` is what the form's split comes to, where it is no plain one.
 */
export function changesOf(
  fields: PersonalFields,
  typed: FormValues,
  { editor, values: seen, recordedId }: OpenedEntry,
  split: MoneyInput | null = null,
): Partial<EntryFields> {
  const { day, title, category, note } = fields;
  const changes: Partial<EntryFields> = {
    ...(day === seen.day ? {} : { day }),
    ...(title === seen.title.trim() ? {} : { title }),
    ...(category === seen.category ? {} : { category }),
    ...(note === seen.note.trim() ? {} : { note }),
  };
  if (editor === 'split' && isMoneyChanged(typed, seen)) {
    const memberIds = typed.participants?.split(' ') ?? [];
    changes.money = split
      ? withMemberIds(split, recordedId)
      : equalMoney(fields, { payerId: typed.payerId, memberIds }, recordedId);
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
  const parts = ['kind', 'amount', 'currency', 'payerId', 'participants', 'split'] as const;
  return parts.some((part) => typed[part] !== seen[part]);
}

interface EntryParties {
  readonly editor: 'split' | 'payment';
  readonly payerId: string;
  readonly memberIds: readonly string[];
  readonly amountMinor: number;
  readonly currency: string;
}

function paymentParties({ legs: [leg] }: ClassEntry): EntryParties | null {
  const [from, to] = [leg?.pay[0], leg?.owe[0]];
  if (!leg || !from || !to) return null;
  return { editor: 'payment', payerId: from[0], memberIds: [to[0]], amountMinor: leg.amt, currency: leg.cur };
}

function partiesOfMoney({ payers: [payer], split, amountMinor, currency }: MoneyInput): EntryParties | null {
  if (!payer) return null;
  return { editor: 'split', payerId: payer[0], memberIds: membersOf(split), amountMinor, currency };
}
