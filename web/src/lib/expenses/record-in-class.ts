import type { PersonalFields } from '@tallybook/shared/personal/personal-commands';
import type { Result } from '@tallybook/shared/money/result';
import type { MoneyInput } from '@tallybook/shared/split/money-input';
import type { CommandRefusal } from '@tallybook/shared/class-doc/commands/command-refusal';
import type { ClassWrite, LiveClass } from '$lib/live-class/live-class.svelte.ts';
import type { Locale } from '$lib/locale/context.ts';
import type { recordMessagesEn } from '$lib/locale/record-messages-en.ts';
import type { ChosenClass } from './chosen-class.svelte.ts';
import { endOf } from './class-end.ts';
import { equalMoney, partiesOf } from './equal-split.ts';
import type { ExpenseForm } from './expense-form.svelte.ts';

type RecordMessages = typeof recordMessagesEn;
type Recorded =
  { readonly ok: true; readonly entryId: string } | { readonly ok: false; readonly why: string };

/** Adds the form's entry to the class that is chosen in it, or says in a sentence why it could not. */
export async function recordInClass(
  form: ExpenseForm,
  fields: PersonalFields,
  chosen: ChosenClass,
  { locale, texts }: { locale: Locale; texts: RecordMessages },
): Promise<Recorded> {
  await chosen.opening;
  const { state } = chosen;
  // Why, the form says above already.
  if (state.kind !== 'open') return { ok: false, why: texts.notSavedThere };
  const { live } = state;
  if (live.phase === 'loading') return { ok: false, why: texts.stillLoading };
  if (live.isReadOnly) return { ok: false, why: texts.notSavedThere };
  const money = moneyOf(form, fields, live, texts);
  if (!money.ok) return { ok: false, why: money.refusal };
  const { day, title, category, note, tags = [] } = fields;
  const write = await chosen.save(live, {
    money: money.value,
    ...{ day, title, category, note, tags },
  });
  if (write.kind === 'saved') return { ok: true, entryId: write.command.entityId };
  return {
    ok: false,
    why: describeFailure(write, live, fields.currency, { locale, texts }) ?? texts.notDone,
  };
}

function moneyOf(
  form: ExpenseForm,
  fields: PersonalFields,
  live: LiveClass,
  texts: RecordMessages,
): Result<MoneyInput, string> {
  if (form.split !== '') return form.splitReader?.read() ?? { ok: false, refusal: texts.splitNotReady };
  const parties = partiesOf(form, live);
  if (parties.memberIds.length === 0) return { ok: false, refusal: texts.nobody };
  return { ok: true, value: equalMoney(fields, parties) };
}

/** Why a command did not end as saved, as a sentence; null when it did. */
export function describeFailure(
  write: ClassWrite,
  live: LiveClass,
  currency: string,
  { locale, texts }: { locale: Locale; texts: RecordMessages },
): string | null {
  const { messages, formats } = locale;
  switch (write.kind) {
    case 'saved':
      return null;
    case 'not-saved':
      return messages.status.notSaved(messages.storage[write.refusal.reason].advice);
    case 'read-only':
      return describeEnd(live, texts);
    case 'refused':
      return describeRefusal(write.refusal, live, (minor) => formats.amount(minor, currency), texts);
  }
}

function describeEnd(live: LiveClass, texts: RecordMessages): string {
  const byEnd = { removed: texts.removed, deleted: texts.deletedClass, 'not-here': texts.goneClass };
  return byEnd[endOf(live) ?? 'removed'](live.name);
}

function describeRefusal(
  refusal: CommandRefusal,
  live: LiveClass,
  amount: (minor: number) => string,
  texts: RecordMessages,
): string {
  const names = (ids: readonly string[]) => ids.map((id) => live.member(id).name ?? texts.unnamed).join(', ');
  return texts.refused(refusal, { amount, names });
}
