import { isId } from '../revisions/ids.ts';
import type { FoldedEntity, IsCandidate } from '../revisions/fold.ts';

/**
 * Who is the same person as whom, from the `same` pointers of members, applied at read time so that no record is ever
 * rewritten. Chains are followed; the members of a circle, and who points into it, are the smallest id of the circle.
 * [B6]
 */
export class Identities {
  readonly #pointerById = new Map<string, string>();
  /** What has been looked up since the last change of a pointer. */
  readonly #canonicalById = new Map<string, string>();

  /** Sets or, with null, takes away pointers of members. Returns the ids whose canonical id is another one now. */
  update(pointers: Iterable<readonly [memberId: string, same: string | null]>): ReadonlySet<string> {
    const changed = Array.from(pointers).filter(([id, same]) => (this.#pointerById.get(id) ?? null) !== same);
    if (changed.length === 0) return new Set();
    const before = new Map(this.#pointing());
    for (const [id, same] of changed) {
      if (same === null) this.#pointerById.delete(id);
      else this.#pointerById.set(id, same);
    }
    this.#canonicalById.clear();
    const after = new Map(this.#pointing());
    const ids = [...before.keys(), ...after.keys()];
    return new Set(ids.filter((id) => (before.get(id) ?? id) !== (after.get(id) ?? id)));
  }

  /** The canonical id of a member; that of an id that nobody knows is itself. */
  resolve(id: string): string {
    if (!this.#pointerById.has(id)) return id;
    const known = this.#canonicalById.get(id);
    if (known !== undefined) return known;
    const { path, canonical } = this.#follow(id);
    for (const passed of path) this.#canonicalById.set(passed, canonical);
    return canonical;
  }

  *#pointing(): Generator<readonly [memberId: string, canonicalId: string], void> {
    for (const id of this.#pointerById.keys()) yield [id, this.resolve(id)];
  }

  #follow(start: string): { path: ReadonlySet<string>; canonical: string } {
    const path = new Set<string>();
    let id = start;
    while (!path.has(id)) {
      const known = this.#canonicalById.get(id);
      if (known !== undefined) return { path, canonical: known };
      const next = this.#pointerById.get(id);
      if (next === undefined) return { path, canonical: id };
      path.add(id);
      id = next;
    }
    const passed = Array.from(path);
    const circle = passed.slice(passed.indexOf(id));
    return { path, canonical: circle.reduce((least, member) => (member < least ? member : least)) };
  }
}

/** The pointer that a member's record holds; what is ill-formed or points at itself is none. [B6] */
export function pointerOf(member: FoldedEntity | undefined): string | null {
  const same = member?.groups.get('same')?.value;
  return typeof same === 'string' && isId(same) && same !== member?.id ? same : null;
}

/** What only an author themselves can say of them: who they are, how they are paid, with whom they settle as one. */
const OWN_GROUPS: ReadonlySet<string> = new Set(['same', 'pay', 'unit']);

export function isOwnGroup(group: string): boolean {
  return OWN_GROUPS.has(group);
}

/**
 * Keeps what others wrote of it out of the fold of a member who is an author: nobody can take over another's credit,
 * have their payments go elsewhere or draw them into a unit, nor undo what they said themselves. [B7] [D36] [D37]
 */
export function ownGroupsOnly(memberId: string): IsCandidate {
  return (group, revision) => !OWN_GROUPS.has(group) || revision.a === memberId;
}

/** Only ids with a member's prefix are members; who is named by another id just has figures. */
export function isMemberId(id: string): boolean {
  return id.startsWith('m_');
}
