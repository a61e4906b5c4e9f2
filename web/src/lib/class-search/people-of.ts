import type { LiveClass } from '$lib/live-class/live-class.svelte.ts';

/** Who is who in a class. */
interface People {
  /** By canonical id, in the order of the members. */
  readonly names: ReadonlyMap<string, string>;
  /** The canonical id of a member. */
  readonly identity: (memberId: string) => string;
}

/** All that a search needs to know of members, as text that stays the same as long as they do. */
export function peopleSignature(live: Pick<LiveClass, 'members' | 'read'>): string {
  const aliases = live.read((ledger) =>
    Array.from(ledger.members().keys(), (id) => [id, ledger.identity(id)] as const).filter(
      ([id, canonical]) => id !== canonical,
    ),
  );
  return JSON.stringify([live.members.map(({ id, name }) => [id, name]), aliases]);
}

/** What a signature says. */
export function peopleOf(signature: string, unnamed: string): People {
  const [named, aliases] = JSON.parse(signature) as [[string, string | null][], [string, string][]];
  const canonical = new Map(aliases);
  return {
    names: new Map(named.map(([id, name]) => [id, name ?? unnamed])),
    identity: (id) => canonical.get(id) ?? id,
  };
}
