import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import type { LiveMember } from '$lib/live-class/live-class.svelte.ts';
import type { Locale } from '$lib/locale/context.ts';
import type { ClassLateJoinerMessages } from '$lib/locale/class-late-joiner-messages-en.ts';

/** How a member is called in a list. */
export function nameOf(member: LiveMember, texts: ClassLateJoinerMessages): string {
  const name = member.name ?? (member.isMe ? texts.you : texts.unknown);
  return member.hasLeft ? texts.hasLeft(name) : name;
}

/** What an entry is called: its title, else its category. */
export function titleOf(entry: ClassEntry, { messages }: Locale, texts: ClassLateJoinerMessages): string {
  if (entry.title !== '') return entry.title;
  if (entry.kind === 'settlement') return texts.payment;
  return messages.categories[entry.category] ?? texts.untitled;
}

/** "Ben pays €4.20 less": who is better off by it pays less. */
export function changeText(
  member: LiveMember,
  changeMinor: bigint,
  currency: string,
  { formats }: Locale,
  texts: ClassLateJoinerMessages,
): string {
  const isLess = changeMinor > 0n;
  const amount = formats.amount(isLess ? changeMinor : -changeMinor, currency);
  if (member.isMe) return isLess ? texts.youPayLess(amount) : texts.youPayMore(amount);
  const who = nameOf(member, texts);
  return isLess ? texts.paysLess(who, amount) : texts.paysMore(who, amount);
}
