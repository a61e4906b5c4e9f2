import type { Units } from '@tallybook/shared/balances/units';
import type { LiveClass } from '$lib/live-class/live-class.svelte.ts';
import type { ClassHomeMessages } from '$lib/locale/class-home-messages-en.ts';
import { memberName } from './describe-entry.ts';

/** Who settles as one, by canonical id; reactive. */
export function unitsOf(live: LiveClass): Units {
  return live.read((ledger) => ledger.units());
}

/** Whose balance a payment of the plan settles: one member, or a unit as "Ana & Ben". */
export function settlerName(live: LiveClass, memberId: string, texts: ClassHomeMessages): string {
  const ids = unitsOf(live).get(memberId) ?? [memberId];
  return ids.map((id) => memberName(live.member(id), texts)).join(texts.and);
}

/** Whether I am one of those for whom a member settles. */
export function isMySide(live: LiveClass, memberId: string): boolean {
  return (unitsOf(live).get(memberId) ?? [memberId]).includes(live.myId);
}
