import type { BalanceSheet } from '@tallybook/shared/balances/member-figures';
import type { LiveMember } from '$lib/live-class/live-class.svelte.ts';

/** Who goes along: whoever is in the class, and whoever has a balance though they left. In the order given. */
export function membersAlong(
  members: readonly LiveMember[],
  balances: BalanceSheet,
  unnamed: string,
): { readonly id: string; readonly name: string }[] {
  const owing = new Set<string>();
  for (const sheet of balances.values()) {
    for (const [id, { balanceMinor }] of sheet) if (balanceMinor !== 0n) owing.add(id);
  }
  const known = members
    .filter(({ id, hasLeft, isRemoved, isMe }) => isMe || owing.has(id) || !(hasLeft || isRemoved))
    .map(({ id, name }) => ({ id, name: name ?? unnamed }));
  const ids = new Set(known.map(({ id }) => id));
  // A balance of somebody whom no list names is not lost either.
  return [...known, ...[...owing].filter((id) => !ids.has(id)).map((id) => ({ id, name: unnamed }))];
}

/** "Flat" goes on as "Flat 2", "Flat 2" as "Flat 3". */
export function nextName(name: string, longest: number): string {
  const [, stem = name, digits] = /^(.*\S) (\d{1,4})$/.exec(name) ?? [];
  const end = ` ${digits === undefined ? 2 : Number(digits) + 1}`;
  return stem.slice(0, longest - end.length).trimEnd() + end;
}
