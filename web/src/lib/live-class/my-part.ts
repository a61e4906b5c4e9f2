import type { ClassEntry, LegPart } from '@tallybook/shared/class-doc/records';

/** What one entry does to what I am owed in one currency: above zero I lent it, below zero I borrowed it. */
export interface MyPart {
  readonly currency: string;
  readonly minor: bigint;
  /** I paid or bear some of it, also where both are the same. */
  readonly isInvolved: boolean;
}

/** One part per leg of an entry; none when its money cannot be read. */
export function partsOf(entry: ClassEntry, isMe: (memberId: string) => boolean): MyPart[] {
  return entry.legs.map(({ cur, pay, owe }) => ({
    currency: cur,
    minor: sumOfMine(pay, isMe) - sumOfMine(owe, isMe),
    isInvolved: [...pay, ...owe].some(([id, minor]) => minor > 0 && isMe(id)),
  }));
}

function sumOfMine(parts: readonly LegPart[], isMe: (memberId: string) => boolean): bigint {
  return parts.reduce((sum, [id, minor]) => (isMe(id) ? sum + BigInt(minor) : sum), 0n);
}
