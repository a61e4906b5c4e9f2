import { isDay } from '@tallybook/shared/calendar/day';
import type { GroupChange, LegPart } from '@tallybook/shared/class-doc/records';
import { readMoneyGroup, type MoneyGroup } from '@tallybook/shared/revisions/money-group';
import { isolated, nameOf, type Wording } from './wording.ts';

/** What a step changed, one line each, with what was there before; of a deletion nothing is left to say. */
export function linesOfChanges(
  changes: readonly GroupChange[],
  isFirst: boolean,
  isIncome: boolean,
  wording: Wording,
): string[] {
  return changes.flatMap((change) => {
    if (change.group === 'del') return [];
    if (change.group === 'money') return moneyLines(change, isIncome, wording);
    return textLine(change, isFirst, wording);
  });
}

function textLine({ group, before, after }: GroupChange, isFirst: boolean, wording: Wording): string[] {
  const { texts } = wording;
  const label = texts.labels[group];
  if (label === undefined) return [texts.newerGroup(isolated(group))];
  const shown = valueText(group, after, wording);
  if (!isFirst) return [texts.change(label, valueText(group, before, wording), shown)];
  return shown === texts.nothing ? [] : [texts.first(label, shown)];
}

function valueText(group: string, value: unknown, { texts, locale, today }: Wording): string {
  if (Array.isArray(value)) {
    const tags = value.filter((tag) => typeof tag === 'string');
    return tags.length === 0 ? texts.nothing : tags.map((tag) => isolated(`#${tag}`)).join(' ');
  }
  if (typeof value !== 'string' || value === '') return texts.nothing;
  if (group === 'category') return isolated(locale.messages.categories[value] ?? value);
  return isolated(group === 'date' && isDay(value) ? locale.formats.day(value, today) : value);
}

/** The money that a step names, null when it cannot be read. */
export function moneyIn(value: unknown): MoneyGroup | null {
  const money = readMoneyGroup(value);
  return money.ok ? money.value : null;
}

export function totalText(money: MoneyGroup | null, { texts, locale: { formats } }: Wording): string {
  return money
    ? texts.list(money.legs.map(({ amt, cur }) => formats.amount(amt, cur)))
    : texts.unreadableMoney;
}

function moneyLines({ before, after }: GroupChange, isIncome: boolean, wording: Wording): string[] {
  const { texts } = wording;
  const [was, is] = [before === undefined ? null : moneyIn(before), moneyIn(after)];
  const paid = isIncome ? texts.receivedBy : texts.paidBy;
  if (before === undefined || !was || !is) {
    const lines = [
      before === undefined
        ? texts.first(texts.amountLabel, totalText(is, wording))
        : texts.change(texts.amountLabel, totalText(was, wording), totalText(is, wording)),
    ];
    if (!is) return lines;
    return [...lines, texts.first(paid, payersText(is, wording)), ...shareLines(null, is, wording)];
  }
  const lines: string[] = [];
  const add = (label: string, one: string, other: string): void => {
    if (one !== other) lines.push(texts.change(label, one, other));
  };
  add(texts.amountLabel, totalText(was, wording), totalText(is, wording));
  add(paid, payersText(was, wording), payersText(is, wording));
  lines.push(...shareLines(was, is, wording));
  return lines;
}

function payersText({ legs }: MoneyGroup, wording: Wording): string {
  const { texts, locale } = wording;
  const { formats } = locale;
  const isOne = legs.length === 1 && legs[0]?.pay.length === 1;
  return texts.list(
    legs.flatMap(({ pay, cur }) =>
      pay.map(([id, minor]) =>
        isOne ? nameOf(id, wording) : texts.part(nameOf(id, wording), formats.amount(minor, cur)),
      ),
    ),
  );
}

/** Each person's share, where it changed. */
function shareLines(was: MoneyGroup | null, is: MoneyGroup, wording: Wording): string[] {
  const { texts, locale } = wording;
  const [before, after] = [sharesOf(was), sharesOf(is)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [cur = '', id = ''] = key.split(' ');
    const text = (minor: number | undefined): string =>
      minor === undefined ? texts.nothing : locale.formats.amount(minor, cur);
    const [one, other] = [before.get(key), after.get(key)];
    const label = texts.share(nameOf(id, wording));
    if (one === other) return [];
    return [was ? texts.change(label, text(one), text(other)) : texts.first(label, text(other))];
  });
}

function sharesOf(money: MoneyGroup | null): Map<string, number> {
  const shares = new Map<string, number>();
  const add = (cur: string, [id, minor]: LegPart): void => {
    const key = `${cur} ${id}`;
    shares.set(key, (shares.get(key) ?? 0) + minor);
  };
  for (const { cur, owe } of money?.legs ?? []) for (const part of owe) add(cur, part);
  return shares;
}
