import type { ClassEntry, Leg } from '@tallybook/shared/class-doc/records';
import type { LiveClass, LiveMember } from '$lib/live-class/live-class.svelte.ts';
import type { Locale } from '$lib/locale/context.ts';
import type { ClassHomeMessages } from '$lib/locale/class-home-messages-en.ts';

/** What the sentences about an entry need. */
export interface Wording {
  readonly live: Pick<LiveClass, 'member'>;
  readonly locale: Locale;
  readonly texts: ClassHomeMessages;
}

/** How a member is called in sentences that read the same for everybody. */
export function memberName(member: LiveMember, texts: ClassHomeMessages): string {
  const name = member.name ?? (member.isMe ? texts.meUnnamed : texts.unknownMember);
  return member.hasLeft ? texts.hasLeft(name) : name;
}

/** What an entry is called in a list: its title, else what kind of thing it is. */
export function entryTitle(entry: ClassEntry, { live, locale, texts }: Wording): string {
  const [leg] = entry.legs;
  if (entry.kind === 'settlement' && leg) {
    const [from] = payersOf(entry, leg);
    const [to] = receiversOf(leg);
    if (from !== undefined && to !== undefined) {
      const [payer, payee] = [live.member(from), live.member(to)];
      return texts.entries.payment(
        payer.isMe ? texts.entries.you : memberName(payer, texts),
        payee.isMe ? texts.entries.youObject : memberName(payee, texts),
      );
    }
  }
  if (entry.title !== '') return entry.title;
  if (entry.kind === 'conversion') return texts.entries.conversion;
  if (entry.kind === 'other') return texts.entries.newerApp;
  return locale.messages.categories[entry.category] ?? locale.messages.noCategory;
}

/** "Anna paid €30.10", "Anna and Bea received €12.00"; of a payment or a conversion the amount alone. */
export function whoPaid(entry: ClassEntry, { live, locale: { formats }, texts }: Wording): string {
  const amount = amountText(entry, formats);
  const [leg] = entry.legs;
  if (entry.unreadable || !leg) return texts.entries.unreadable;
  if (entry.kind === 'settlement' || entry.kind === 'conversion') return amount;
  const people = [...new Set(payersOf(entry, leg).map((id) => live.member(id)))].sort(
    (a, b) => Number(b.isMe) - Number(a.isMe),
  );
  const isIncome = entry.kind === 'income';
  if (people.length === 1 && people[0]?.isMe) {
    return isIncome ? texts.entries.youReceived(amount) : texts.entries.youPaid(amount);
  }
  const names = people.map((member) => (member.isMe ? texts.entries.you : memberName(member, texts)));
  const who = texts.people(names, (value) => formats.count(value));
  return isIncome ? texts.entries.receivedBy(who, amount) : texts.entries.paidBy(who, amount);
}

/** "Rent €900.00", for messages about an entry. */
export function entryInWords(entry: ClassEntry, wording: Wording): string {
  const title = entryTitle(entry, wording);
  return entry.unreadable ? title : `${title} ${amountText(entry, wording.locale.formats)}`;
}

/** My part as words; the figure stands beside them. */
export function partWords(
  entry: ClassEntry,
  part: { readonly minor: bigint; readonly isInvolved: boolean },
  texts: ClassHomeMessages,
): string {
  if (!part.isInvolved) return texts.entries.notInvolved;
  if (part.minor === 0n) return texts.entries.even;
  const isGain = part.minor > 0n;
  switch (entry.kind) {
    case 'expense':
      return isGain ? texts.entries.lent : texts.entries.borrowed;
    case 'settlement':
      return isGain ? texts.entries.paid : texts.entries.received;
    case 'income':
      return isGain ? texts.entries.getIncome : texts.entries.passOn;
    case 'conversion':
    case 'other':
      return isGain ? texts.entries.gain : texts.entries.owe;
  }
}

function amountText(entry: ClassEntry, formats: Locale['formats']): string {
  return entry.legs
    .map(({ cur, amt }) => formats.amount(amt, cur))
    .join(entry.kind === 'conversion' ? ' → ' : ' + ');
}

/** Who handed the money over, or of an income took it in: its `pay` and `owe` are swapped. */
function payersOf(entry: ClassEntry, leg: Leg): string[] {
  return entry.kind === 'income' ? receiversOf(leg) : idsOf(leg.pay);
}

function receiversOf(leg: Leg): string[] {
  return idsOf(leg.owe);
}

function idsOf(parts: Leg['pay']): string[] {
  return parts.filter(([, minor]) => minor > 0).map(([id]) => id);
}
