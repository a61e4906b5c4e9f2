import type { LiveMember } from '$lib/live-class/live-class.svelte.ts';
import { useRecordMessages } from './messages.ts';

/** Gives a member's name as pickers show it, marked where it is mine or of somebody who has left. */
export function useMemberNames(): (member: LiveMember) => string {
  const t = useRecordMessages();
  return ({ name, isMe, hasLeft, isRemoved }) => {
    if (name === null) return t.unnamed;
    if (isMe) return t.meByName(name);
    return hasLeft || isRemoved ? t.left(name) : name;
  };
}
