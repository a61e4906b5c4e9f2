import type { EntryMoney, EntryVersion, FieldChange } from '@tallybook/shared/personal/entry-history';
import type { historyMessagesEn } from '$lib/locale/history-messages-en.ts';
import type { Formats } from '$lib/locale/formats.ts';

interface Words {
  readonly texts: typeof historyMessagesEn;
  readonly formats: Formats;
  readonly categoryName: (id: string) => string;
}

/** What a version changed, one line per field. */
export function linesOfVersion({ what, changes }: EntryVersion, words: Words): string[] {
  return changes.flatMap((change) => lineOf(change, what === 'created', words));
}

function lineOf(change: FieldChange, isFirst: boolean, words: Words): string | string[] {
  const { texts, formats } = words;
  if (change.field === 'tags') {
    const listed = (tags: readonly string[]): string => tags.map((tag) => `#${tag}`).join(' ');
    return [
      ...(change.added.length > 0 ? [texts.tagsAdded(listed(change.added))] : []),
      ...(change.removed.length > 0 ? [texts.tagsRemoved(listed(change.removed))] : []),
    ];
  }
  if (change.field === 'money') {
    const shown = (money: EntryMoney | null): string =>
      money ? formats.amount(money.amountMinor, money.currency) : texts.unreadableMoney;
    return isFirst ? shown(change.after) : texts.amount(shown(change.before), shown(change.after));
  }
  const shown = (value: string): string => {
    if (value === '') return texts.empty;
    if (change.field === 'category') return words.categoryName(value);
    return change.field === 'day' ? formats.day(value, '') : value;
  };
  const name = texts.fields[change.field];
  return isFirst
    ? texts.first(name, shown(change.after))
    : texts.field(name, shown(change.before), shown(change.after));
}
