import { foldQuery } from '@tallybook/shared/personal/fold-text';
import type { ClassRow, ClassSearchRow } from '$lib/platform/schema.ts';

/** Somebody of one's classes. */
export interface KnownPerson {
  readonly name: string;
  /** As searches compare it. */
  readonly folded: string;
  readonly classNames: readonly string[];
}

/** The names of everybody in classes, by member id: accounts as the server has them, others as the class has them. */
export function namesOf(
  rows: readonly ClassRow[],
  searchRows: readonly ClassSearchRow[],
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { people } of searchRows) for (const { id, name } of people) names.set(id, name);
  for (const { members } of rows) {
    for (const { memberId, displayName } of members) names.set(memberId, displayName);
  }
  return names;
}

/** Everybody in classes, each name once with the classes that they are in; by name. */
export function knownPeople(rows: readonly ClassRow[], searchRows: readonly ClassSearchRow[]): KnownPerson[] {
  const classNamesByName = new Map<string, Set<string>>();
  for (const row of rows) {
    const others = searchRows.find(({ classId }) => classId === row.id)?.people ?? [];
    for (const name of [
      ...row.members.map(({ displayName }) => displayName),
      ...others.map((one) => one.name),
    ]) {
      const classNames = classNamesByName.get(name) ?? new Set();
      classNamesByName.set(name, classNames.add(row.name));
    }
  }
  return Array.from(classNamesByName, ([name, classNames]) => ({
    name,
    folded: foldQuery(name),
    classNames: [...classNames],
  })).sort((a, b) => a.name.localeCompare(b.name));
}

/** Those in whose name every word stands. */
export function findPeople(words: readonly string[], people: readonly KnownPerson[]): KnownPerson[] {
  const wanted = words.map(foldQuery).filter((word) => word !== '');
  if (wanted.length === 0) return [];
  return people.filter(({ folded }) => wanted.every((word) => folded.includes(word)));
}
