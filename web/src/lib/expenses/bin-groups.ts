import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';

const RECENT_MS = 30 * 24 * 60 * 60 * 1000;

/** Entries that were deleted at one moment: by one command. */
export interface BinGroup {
  readonly key: string;
  /** ms since 1970. */
  readonly deletedAt: number;
  /** Deleted longer ago than the bin speaks of by itself. */
  readonly isOlder: boolean;
  readonly isFirstOlder: boolean;
  readonly all: readonly PersonalEntry[];
}

/** The bin in groups, newest first. `entries` are in that order already; `now`: ms since 1970. */
export function binGroups(entries: readonly PersonalEntry[], now: number): BinGroup[] {
  const moments: { deletedAt: number; all: PersonalEntry[] }[] = [];
  for (const entry of entries) {
    const deletedAt = entry.deletedAt ?? 0;
    const last = moments.at(-1);
    if (last?.deletedAt === deletedAt) last.all.push(entry);
    else moments.push({ deletedAt, all: [entry] });
  }
  let hasOlder = false;
  return moments.map(({ deletedAt, all }) => {
    // A clock that was set back must not make old what was deleted just now.
    const isOlder = now - deletedAt >= RECENT_MS;
    const isFirstOlder = isOlder && !hasOlder;
    hasOlder ||= isOlder;
    return { key: `${deletedAt}-${all[0]?.id ?? ''}`, deletedAt, isOlder, isFirstOlder, all };
  });
}

/** The first `count` rows of the groups; what is not drawn of a group is restored with it all the same. */
export function takeRows(
  groups: readonly BinGroup[],
  count: number,
): (BinGroup & { readonly entries: readonly PersonalEntry[] })[] {
  const taken: (BinGroup & { entries: readonly PersonalEntry[] })[] = [];
  let left = count;
  for (const group of groups) {
    if (left <= 0) break;
    taken.push({ ...group, entries: group.all.slice(0, left) });
    left -= group.all.length;
  }
  return taken;
}
