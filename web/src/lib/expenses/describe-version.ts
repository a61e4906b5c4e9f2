import type { EntryMoney, EntryVersion, FieldChange } from '@tallybook/shared/personal/entry-history';
import type { historyMessagesEn } from '$lib/locale/history-messages-en.ts';
import type { Formats } from '$lib/locale/formats.ts';

interface Words {
  readonly texts: typeof historyMessagesEn;
  readonly formats: Formats;
  readonly kinds: { readonly income: string; readonly refund: string };
  readonly categoryName: (id: string) => string;
}

/** What a version changed, one line per field. */
export function linesOfVersion({ what, changes }: EntryVersion, words: Words): string[] {
  return changes.flatMap((change) => lineOf(change, what === 'created', words));
}

function lineOf(change: FieldChange, isFirst: boolean, words: Words): string | string[] {
  const { texts, formats } = words;
  if (change.field === 'tags') {
    const listed = (tags: readonly string[]): string => tags.map((tag) => isolated(`#${tag}`)).join(' ');
    return [
      ...(change.added.length > 0 ? [texts.tagsAdded(listed(change.added))] : []),
      ...(change.removed.length > 0 ? [texts.tagsRemoved(listed(change.removed))] : []),
    ];
  }
  if (change.field === 'money') return moneyLines(change, isFirst, words);
  const shown = (value: string): string => {
    if (value === '') return texts.empty;
    if (change.field === 'category') return isolated(words.categoryName(value));
    return isolated(change.field === 'day' ? formats.day(value, '') : value);
  };
  const name = texts.fields[change.field];
  return isFirst
    ? texts.first(name, shown(change.after))
    : texts.field(name, shown(change.before), shown(change.after));
}

function moneyLines(
  { before, after }: FieldChange & { field: 'money' },
  isFirst: boolean,
  { texts, formats, kinds }: Words,
): string[] {
  const amount = (money: EntryMoney | null): string =>
    money ? formats.amount(money.amountMinor, money.currency) : texts.unreadableMoney;
  const kind = (money: EntryMoney | null): string => (money?.isRefund ? kinds.refund : kinds.income);
  if (isFirst) return [amount(after), ...(after?.isRefund ? [kinds.refund] : [])];
  const isOtherKind = before && after && before.isRefund !== after.isRefund;
  return [
    ...(before && amount(before) === amount(after) ? [] : [texts.amount(amount(before), amount(after))]),
    ...(isOtherKind ? [texts.amount(kind(before), kind(after))] : []),
  ];
}

/** Between two values of a right-to-left script the arrow would point from the new one to the old one. */
function isolated(value: string): string {
  return `\u2068${value}\u2069`;
}
