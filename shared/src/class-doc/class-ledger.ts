import type { BalanceSheet } from '../balances/member-figures.ts';
import type { Balance } from '../balances/payment.ts';
import { balancesOfUnits, companyOfUnits, type Units } from '../balances/units.ts';
import type { FoldedEntity, Quarantined } from '../revisions/fold.ts';
import type { Revision } from '../revisions/revision.ts';
import { ClassMoney } from './class-money.ts';
import { FoldedLog } from './folded-log.ts';
import { Identities, isMemberId, pointerOf } from './identities.ts';
import { CLASS_ENTITY_ID, commentFromEntity, infoFromEntity, memberFromEntity } from './read-class.ts';
import { entryFromEntity, isEntry } from './read-entry.ts';
import { planFromEntity } from './read-plan.ts';
import { RecordShelf } from './record-shelf.ts';
import type { ClassComment, ClassEntry, ClassInfo, ClassMember, ClassPlan, HistoryStep } from './records.ts';
import type { LogChange } from './revision-store.ts';
import { UnitWishes, type UnitWish } from './unit-wishes.ts';

export type { LogChange } from './revision-store.ts';

/**
 * A class as its log makes it: a function of what stands in the log now, whatever the order, the repetition and the
 * batches in which it came. One change costs as much as the entity it touches, not as the log. [D8]
 */
export class ClassLedger {
  readonly #log = new FoldedLog();
  readonly #identities = new Identities();
  readonly #money = new ClassMoney((id) => this.#identities.resolve(id));
  readonly #units = new UnitWishes(
    (id) => this.#identities.resolve(id),
    (id) => this.#log.isAuthor(id),
  );

  readonly #entries = new RecordShelf<ClassEntry>(entryFromEntity);
  readonly #members = new RecordShelf<ClassMember>((entity) =>
    memberFromEntity(entity, this.identity(entity.id), this.isAuthor(entity.id)),
  );
  readonly #plans = new RecordShelf<ClassPlan>(planFromEntity);
  readonly #comments = new RecordShelf<ClassComment>(commentFromEntity);
  /** Null until somebody asks. */
  #memberById: ReadonlyMap<string, ClassMember> | null = null;

  /**
   * Takes in what stands in the log now under the given keys. Returns the ids of the entities that changed (a member
   * is among them when its canonical id did), and the keys of unreadable records that came or went. Never throws.
   */
  apply(changes: Iterable<LogChange>): ReadonlySet<string> {
    const { entityIds, unreadableKeys } = this.#log.take(changes);
    const pointers: (readonly [memberId: string, same: string | null])[] = [];
    for (const id of entityIds) {
      const entity = this.#log.entity(id);
      this.#money.update(id, entity);
      this.#shelve(id, entity);
      if (!isMemberId(id)) continue;
      pointers.push([id, pointerOf(entity)]);
      this.#units.update(id, entity);
    }
    const changed = new Set(entityIds);
    for (const key of unreadableKeys) changed.add(key);
    const newlyIdentified = this.#identities.update(pointers);
    for (const id of newlyIdentified) {
      changed.add(id);
      this.#members.refresh(id);
    }
    if (newlyIdentified.size > 0) {
      this.#money.identityChanged();
      this.#units.identityChanged();
    }
    if (pointers.length > 0) this.#memberById = null;
    return changed;
  }

  /** The greatest time in ms of readable revisions, 0 when there is none: what the next revision's time is later than. */
  get maxSeenMs(): number {
    return this.#log.maxSeenMs;
  }

  /** An entity of any kind as it was folded. */
  entity(id: string): FoldedEntity | undefined {
    return this.#log.entity(id);
  }

  /** All heads of an entity by code unit, where its fold names the newest 32 only; none when there is no such entity. */
  allHeads(entityId: string): readonly string[] {
    return this.#log.allHeads(entityId);
  }

  revision(id: string): Revision | undefined {
    return this.#log.revision(id);
  }

  entry(id: string): ClassEntry | undefined {
    return this.#entries.get(id);
  }

  /** Whatever moves money, deleted and unreadable entries too, by id; the records stay the same until they change. */
  entries(): Iterable<ClassEntry> {
    return this.#entries.all();
  }

  /** Who has a record of their own, by id. Who is named by others alone is not among them: not yet synced. */
  members(): ReadonlyMap<string, ClassMember> {
    return (this.#memberById ??= new Map(this.#members.all().map((member) => [member.id, member])));
  }

  info(): ClassInfo {
    return infoFromEntity(this.#log.entity(CLASS_ENTITY_ID));
  }

  /** All plans by id, deleted ones too. */
  plans(): readonly ClassPlan[] {
    return this.#plans.all();
  }

  /** Comments, those on one entity or all, deleted ones too, by id. */
  comments(on?: string): readonly ClassComment[] {
    const comments = this.#comments.all();
    return on === undefined ? comments : comments.filter((comment) => comment.on === on);
  }

  /** Whether a member wrote any readable revision, hence has an account. */
  isAuthor(id: string): boolean {
    return this.#log.isAuthor(id);
  }

  /** The member that this one is the same person as, after all pointers; the id itself when there is none. [B6] */
  identity(id: string): string {
    return this.#identities.resolve(id);
  }

  /** Records that count nowhere, or whose money does not, by key. */
  quarantined(): readonly Quarantined[] {
    return this.#log.quarantined();
  }

  /** Figures per currency and canonical member. The balances of a currency sum to zero. [B1] */
  balances(): BalanceSheet {
    return this.#money.sheet();
  }

  /** The balances of one currency that are not zero, by canonical id. */
  balancesOf(currency: string): Balance[] {
    const balances: Balance[] = [];
    for (const [id, { balanceMinor }] of this.balances().get(currency) ?? []) {
      if (balanceMinor !== 0n) balances.push([id, balanceMinor]);
    }
    return balances;
  }

  /** The distinct sets of canonical members who appear together in live records of one currency. [B5] */
  together(currency: string): Iterable<readonly string[]> {
    return this.#money.together(currency);
  }

  /** Who settles as one, by canonical id; the first of a unit settles for it. [D37] */
  units(): Units {
    return this.#units.units();
  }

  /** With whom members say that they settle as one, by canonical id, whether the others agree or not. [D37] */
  unitWishes(): ReadonlyMap<string, UnitWish> {
    return this.#units.wishes();
  }

  /** What plans settle: balances of one currency that are not zero, those of a unit as one under who settles for it. */
  balancesToSettle(currency: string): Balance[] {
    return balancesOfUnits(this.balancesOf(currency), this.units());
  }

  /** Of those who appear together, units as one, enough sets to tell who is connected with whom. [B5] [P1] */
  companyToSettle(currency: string): Iterable<readonly string[]> {
    return companyOfUnits(this.#money.connecting(currency), this.units());
  }

  /** The ids of all settlements that two members ever made, either way, deleted ones too, by code unit. [B9] */
  settlementsBetween(a: string, b: string): readonly string[] {
    return this.#money.settlementsBetween(a, b);
  }

  /** All revisions of an entity, oldest first; none when there is no such entity. [F12] */
  history(entityId: string): HistoryStep[] {
    return this.#log.history(entityId);
  }

  #shelve(id: string, entity: FoldedEntity | undefined): void {
    shelve(this.#entries, id, entity && isEntry(entity) ? entity : undefined);
    shelve(this.#plans, id, entity?.kind === 'p' ? entity : undefined);
    shelve(this.#comments, id, entity?.kind === 't' ? entity : undefined);
    if (isMemberId(id)) shelve(this.#members, id, entity);
  }
}

function shelve<T>(shelf: RecordShelf<T>, id: string, entity: FoldedEntity | undefined): void {
  if (entity) shelf.put(entity);
  else shelf.remove(id);
}
