import type { ClassEntry } from '@tallybook/shared/class-doc/records';

export type Differing = 'day' | 'title' | 'category' | 'note' | 'author';

/** In what entries that may be one differ, as far as people see it. */
export function differences(
  entries: readonly ClassEntry[],
  identity: (id: string) => string,
): ReadonlySet<Differing> {
  const differs = (valueOf: (entry: ClassEntry) => string) => new Set(entries.map(valueOf)).size > 1;
  const found = new Set<Differing>();
  if (differs(({ day }) => day)) found.add('day');
  if (differs(({ title }) => title)) found.add('title');
  if (differs(({ category }) => category)) found.add('category');
  if (differs(({ note }) => note)) found.add('note');
  if (differs(({ createdBy }) => identity(createdBy))) found.add('author');
  return found;
}

/** The one that was recorded first; of several at once, the one with the smallest id. */
export function eldest(entries: readonly ClassEntry[]): ClassEntry | undefined {
  return [...entries].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))[0];
}
