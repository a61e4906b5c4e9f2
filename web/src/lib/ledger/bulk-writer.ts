import type { Category } from '@tallybook/shared/personal/categories';
import { SELF_MEMBER_ID, type PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { nextTimestamp } from '@tallybook/shared/revisions/clock';
import { foldEntity, type GroupValue } from '@tallybook/shared/revisions/fold';
import { idFromBytes } from '@tallybook/shared/revisions/ids';
import { parseRevision, serializeRevision } from '@tallybook/shared/revisions/revision';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { StoredRevision } from '$lib/platform/schema.ts';
import { stored, type StorageResult } from '$lib/platform/storage-result.ts';
import {
  bringingBack,
  deletion,
  recategorising,
  restoring,
  tagging,
  undoing,
  type BulkUndo,
  type Groups,
  type Plan,
  type SkipReason,
  type TagChange,
} from './bulk-plans.ts';
import { writeWithDerived, type DerivedTransaction } from './derived-write.ts';
import { readBatches, type StoredEntity } from './entity-batches.ts';
import type { ProjectionChanges } from './projection-changes.ts';
import { foldRows, isStoredRevision, toStoredRevision } from './projection.ts';
import { rememberedIn, repairEdit } from './remembered-entry.ts';
import { newestTime, type Written } from './record-writer.ts';

/** What a command for many entries has done. */
export interface BulkDone {
  /** Entries that were changed; one that was so already is in neither count. */
  readonly count: number;
  readonly skipped: ReadonlyMap<SkipReason, number>;
  /** For `undoBulk`. */
  readonly undo: BulkUndo;
}

/** Null: no category. */
export type BulkCategory = Pick<Category, 'id' | 'flow'> | null;

/** What stays the same when the work of a command runs again after a lost connection. */
interface Attempts {
  readonly plan: Plan;
  readonly ids: readonly string[];
  readonly revisionIds: Map<string, string>;
  readonly undo: Map<string, { revisionId: string; before: Groups }>;
}

/**
 * The commands for many entries at once, and those that are undone like them: each is one strict transaction, all of it or nothing. Its revisions carry one
 * time, by which the bin knows what was deleted together. The work between two requests is kept short, so that the page
 * stays usable meanwhile.
 */
export class BulkWriter {
  readonly #database: LedgerDatabase;
  readonly #now: () => number;
  readonly #randomBytes: (length: number) => Uint8Array;

  constructor(deps: {
    database: LedgerDatabase;
    now: () => number;
    randomBytes: (length: number) => Uint8Array;
  }) {
    this.#database = deps.database;
    this.#now = deps.now;
    this.#randomBytes = deps.randomBytes;
  }

  delete(ids: readonly string[]): Promise<StorageResult<Written & BulkDone>> {
    return this.#write(ids, deletion);
  }

  restore(ids: readonly string[]): Promise<StorageResult<Written & BulkDone>> {
    return this.#write(ids, restoring);
  }

  recategorise(ids: readonly string[], category: BulkCategory): Promise<StorageResult<Written & BulkDone>> {
    return this.#write(ids, recategorising(category));
  }

  tag(ids: readonly string[], change: TagChange): Promise<StorageResult<Written & BulkDone>> {
    return this.#write(ids, tagging(change));
  }

  bringBack(seen: PersonalEntry, past: PersonalEntry): Promise<StorageResult<Written & BulkDone>> {
    return this.#write([seen.id], bringingBack(seen, past));
  }

  undo(undo: BulkUndo): Promise<StorageResult<Written & BulkDone>> {
    return this.#write([...undo.keys()], undoing(undo));
  }

  async #write(ids: readonly string[], plan: Plan): Promise<StorageResult<Written & BulkDone>> {
    const attempts: Attempts = {
      plan,
      ids: [...new Set(ids)].sort(),
      revisionIds: new Map(),
      undo: new Map(),
    };
    const result = await writeWithDerived(
      this.#database,
      (tx, changes) => this.#carryOut(tx, attempts, changes),
      { rowCount: attempts.ids.length },
    );
    if (!result.ok) return result;
    const { outcome, derived } = result.value;
    return stored({ ...outcome, derived });
  }

  async #carryOut(
    tx: DerivedTransaction,
    attempts: Attempts,
    changes: ProjectionChanges,
  ): Promise<Omit<Written & BulkDone, 'derived'>> {
    const repairT = nextTimestamp(this.#now(), await newestTime(tx));
    const times = { repair: repairT, edit: nextTimestamp(this.#now(), repairT) };
    const touched: [id: string, entry: PersonalEntry | null][] = [];
    const skipped = new Map<SkipReason, number>();
    const undo = new Map<string, { revisionId: string; before: Groups }>();
    for await (const batch of readBatches(tx, attempts.ids)) {
      const puts: Promise<unknown>[] = [];
      for (const found of batch) {
        const edit = this.#edit(found, attempts, times);
        if (edit === null) continue;
        if (typeof edit === 'string') {
          skipped.set(edit, (skipped.get(edit) ?? 0) + 1);
          continue;
        }
        puts.push(...edit.map((row) => tx.objectStore('revisions').put(row)));
        const after = foldRows(found.id, [...found.revisions, ...edit]);
        puts.push(tx.objectStore('entries').put(after));
        changes.note(found.projected, after);
        touched.push([found.id, after.entry]);
        const done = attempts.undo.get(found.id);
        if (done) undo.set(found.id, done);
      }
      await Promise.all(puts);
    }
    return { touched, count: touched.length, skipped, undo };
  }

  /** The revisions to add for one entry; none when a lost attempt has stored them. */
  #edit(
    { id, revisions, projected }: StoredEntity,
    { plan, revisionIds, undo }: Attempts,
    times: { readonly repair: number; readonly edit: number },
  ): readonly StoredRevision[] | SkipReason | null {
    const now = foldRows(id, revisions);
    if (!now.entry) return 'gone';
    const revisionId = revisionIds.get(id) ?? this.#newId();
    revisionIds.set(id, revisionId);
    if (revisions.some((row) => isStoredRevision(row) && row.id === revisionId)) return [];
    const repair = repairEdit(now.entry, rememberedIn(projected, now), {
      id: this.#newId(),
      t: times.repair,
    });
    const entry = repair ? { ...now.entry, heads: [repair.id] } : now.entry;
    const planned = plan(entry, () => groupsOf(id, revisions));
    if (planned === null || typeof planned === 'string') return planned;
    if (Object.keys(planned.before).length > 0) undo.set(id, { revisionId, before: planned.before });
    const json = serializeRevision({
      k: entry.kind === 'expense' ? 'x' : 'i',
      e: id,
      b: entry.heads,
      t: times.edit,
      a: SELF_MEMBER_ID,
      s: planned.groups,
    });
    return [...(repair ? [repair] : []), { id: revisionId, json }].map(toStoredRevision);
  }

  #newId(): string {
    return idFromBytes('r', this.#randomBytes(12));
  }
}

/** The winners of an entity's groups. */
function groupsOf(id: string, rows: readonly unknown[]): ReadonlyMap<string, GroupValue> {
  const revisions = rows.filter(isStoredRevision).flatMap((row) => {
    const parsed = parseRevision(row.id, row.json);
    return parsed.ok ? [{ id: row.id, revision: parsed.value }] : [];
  });
  return foldEntity(id, revisions).groups;
}
