import type { LiveMember } from '$lib/live-class/live-class.svelte.ts';
import type { ClassBalancesMessages } from '$lib/locale/class-balances-messages-en.ts';

/** How a member is called in tables and sentences. */
export function nameOf(member: LiveMember, texts: ClassBalancesMessages): string {
  const name = member.name ?? (member.isMe ? texts.you : texts.unknownMember);
  return member.hasLeft ? texts.hasLeft(name) : name;
}
