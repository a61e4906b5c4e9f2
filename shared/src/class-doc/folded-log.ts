import type { FoldedEntity, IsCandidate, Quarantined } from '../revisions/fold.ts';
import { allHeads, compareQuarantined, foldEntity } from '../revisions/fold.ts';
import type { HistoryStep } from '../revisions/history.ts';
import { entityHistory } from '../revisions/history.ts';
import type { Revision } from '../revisions/revision.ts';
import { MAX_SEEN } from '../revisions/revision.ts';
import { isMemberId, ownGroupsOnly } from './identities.ts';
import type { LogChange } from './revision-store.ts';
import { RevisionStore } from './revision-store.ts';

/** What a batch of changes did to the entities of a log. */
export interface FoldChanges {
  /** Entities that were folded anew. */
  entityIds: ReadonlySet<string>;
  /** Keys of records that came or went and could not be read. */
  unreadableKeys: readonly string[];
}

/** The entities of a log, each folded anew when a record of it comes or goes. [D8] */
export class FoldedLog {
  readonly #store = new RevisionStore();
  readonly #entityById = new Map<string, FoldedEntity>();
  /** Also of ids that no revision makes an entity, since all of them are put aside. */
  readonly #quarantinedByEntity = new Map<string, readonly Quarantined[]>();
  readonly #authors = new Set<string>();
  /** Null until somebody asks. */
  #quarantined: readonly Quarantined[] | null = null;

  take(changes: Iterable<LogChange>): FoldChanges {
    const entityIds = new Set<string>();
    const authorIds = new Set<string>();
    const unreadableKeys: string[] = [];
    for (const { id, value } of changes) {
      const change = this.#store.put(id, value);
      if (!change) continue;
      if (change.isUnreadable) unreadableKeys.push(id);
      for (const revision of change.revisions) {
        entityIds.add(revision.e ?? id);
        authorIds.add(revision.a);
      }
    }
    // Whose authorship changed is folded anew too, since it decides whose word counts.
    for (const id of authorIds) {
      if (this.#store.isAuthor(id) === this.#authors.has(id)) continue;
      if (!this.#authors.delete(id)) this.#authors.add(id);
      if (isMemberId(id) && this.#store.revisionsOf(id).length > 0) entityIds.add(id);
    }
    for (const id of entityIds) this.#fold(id);
    if (unreadableKeys.length > 0) this.#quarantined = null;
    return { entityIds, unreadableKeys };
  }

  get maxSeenMs(): number {
    return this.#store.maxSeenMs;
  }

  entity(id: string): FoldedEntity | undefined {
    return this.#entityById.get(id);
  }

  revision(id: string): Revision | undefined {
    return this.#store.revision(id);
  }

  allHeads(entityId: string): readonly string[] {
    const heads = this.#entityById.get(entityId)?.heads ?? [];
    return heads.length < MAX_SEEN ? heads : allHeads(entityId, this.#store.revisionsOf(entityId));
  }

  isAuthor(memberId: string): boolean {
    return this.#store.isAuthor(memberId);
  }

  history(entityId: string): HistoryStep[] {
    return entityHistory(entityId, this.#store.revisionsOf(entityId), this.#isCandidateOf(entityId));
  }

  quarantined(): readonly Quarantined[] {
    this.#quarantined ??= [
      ...this.#store.unreadable(),
      ...Array.from(this.#quarantinedByEntity.values()).flat(),
    ].sort(compareQuarantined);
    return this.#quarantined;
  }

  #fold(id: string): void {
    const revisions = this.#store.revisionsOf(id);
    const entity = revisions.length > 0 ? foldEntity(id, revisions, this.#isCandidateOf(id)) : null;
    // No heads: every revision claims a kind that the id rules out, so there is no such entity.
    if (entity && entity.heads.length > 0) this.#entityById.set(id, entity);
    else this.#entityById.delete(id);
    const quarantined = entity?.quarantined ?? [];
    if (quarantined.length === 0 && !this.#quarantinedByEntity.has(id)) return;
    if (quarantined.length > 0) this.#quarantinedByEntity.set(id, quarantined);
    else this.#quarantinedByEntity.delete(id);
    this.#quarantined = null;
  }

  #isCandidateOf(id: string): IsCandidate | undefined {
    return isMemberId(id) && this.isAuthor(id) ? ownGroupsOnly(id) : undefined;
  }
}
