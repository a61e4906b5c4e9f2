import { agreedUnits, MAX_UNIT_SIZE, NO_UNITS, type Units } from '../balances/units.ts';
import type { FoldedEntity } from '../revisions/fold.ts';
import { isId } from '../revisions/ids.ts';

/** With whom a member says that they settle as one. */
export interface UnitWish {
  /** Canonical, sorted and distinct, themself among them; null when they say that they settle alone. */
  readonly memberIds: readonly string[] | null;
  /** When they said so, in ms as their clock had it. */
  readonly saidAt: number;
  /** Who said so, canonical: for a member without an account anybody may. */
  readonly saidBy: string;
}

/** What members say of units on their records, and the units that come of it. [D37] */
export class UnitWishes {
  readonly #identity: (id: string) => string;
  readonly #isAuthor: (id: string) => boolean;
  readonly #storedById = new Map<string, UnitWish>();
  /** Null until somebody asks. */
  #wishes: ReadonlyMap<string, UnitWish> | null = null;
  #units: Units | null = null;

  /**
   * `identityChanged` is to be called whenever `identity` answers otherwise, `update` of a member whenever `isAuthor` of
   * them does.
   */
  constructor(identity: (id: string) => string, isAuthor: (id: string) => boolean) {
    this.#identity = identity;
    this.#isAuthor = isAuthor;
  }

  update(memberId: string, entity: FoldedEntity | undefined): void {
    const said = entity?.groups.get('unit');
    if (!said && !this.#storedById.has(memberId)) return;
    if (said)
      this.#storedById.set(memberId, { memberIds: readIds(said.value), saidAt: said.t, saidBy: said.author });
    else this.#storedById.delete(memberId);
    this.identityChanged();
  }

  identityChanged(): void {
    this.#wishes = null;
    this.#units = null;
  }

  /** By canonical id, of those who said anything. Of a person with several ids the canonical one speaks. */
  wishes(): ReadonlyMap<string, UnitWish> {
    return (this.#wishes ??= this.#readWishes());
  }

  units(): Units {
    if (this.#storedById.size === 0) return NO_UNITS;
    if (this.#units) return this.#units;
    const said = Array.from(this.wishes()).flatMap(([id, { memberIds }]) =>
      memberIds ? [[id, memberIds] as const] : [],
    );
    return (this.#units = agreedUnits(said, this.#isAuthor));
  }

  #readWishes(): ReadonlyMap<string, UnitWish> {
    const wishes = new Map<string, UnitWish>();
    for (const [id, { memberIds, saidAt, saidBy }] of this.#storedById) {
      if (this.#identity(id) !== id) continue;
      const ids = Array.from(new Set(memberIds?.map(this.#identity))).sort();
      const isWhole = ids.length > 1 && ids.includes(id);
      wishes.set(id, { memberIds: isWhole ? ids : null, saidAt, saidBy: this.#identity(saidBy) });
    }
    return wishes;
  }
}

function readIds(value: unknown): readonly string[] | null {
  if (!Array.isArray(value) || value.length > MAX_UNIT_SIZE) return null;
  return value.every((id) => typeof id === 'string' && isId(id)) ? (value as string[]) : null;
}
