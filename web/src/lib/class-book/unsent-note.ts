import { unsentCountOf } from '$lib/platform/class-rows.ts';
import type { UnsentChanges, UnsentNote } from '$lib/platform/class-unsent.ts';
import type { ClassRow } from '$lib/platform/schema.ts';

/** What a database holds now. */
interface Held {
  readonly databaseId: string;
  readonly rows: readonly ClassRow[];
  /** Records that are in no document, by class. */
  readonly asideCounts: ReadonlyMap<string, number>;
}

/**
 * The note after a look at the database. What the former note has and another database lacks is lost, and so is what a
 * class had at a revision that it has not reached again. A class that is not in the same database any more was taken
 * out on purpose, and what is there without being unsent was sent.
 */
export function nextNote(former: UnsentNote | null, held: Held, nowMs: number): UnsentNote | null {
  const { databaseId, rows, asideCounts } = held;
  const isSame = former?.databaseId === databaseId;
  const lost: UnsentChanges[] = [...(former?.lost ?? [])];
  if (former && !isSame)
    for (const { name, count, at } of Object.values(former.byClass)) lost.push({ name, count, at });
  const byClass: Record<string, UnsentNote['byClass'][string]> = {};
  for (const row of rows) {
    const was = isSame ? former.byClass[row.id] : undefined;
    const count = unsentCountOf(row) + (asideCounts.get(row.id) ?? 0);
    if (was && row.revision < was.revision && count < was.count) {
      lost.push({ name: was.name, count: was.count - count, at: was.at });
    }
    if (count === 0) continue;
    const at = was && was.count >= count ? was.at : nowMs;
    byClass[row.id] = { name: row.name, count, at, revision: row.revision };
  }
  return lost.length > 0 || Object.keys(byClass).length > 0 ? { databaseId, byClass, lost } : null;
}
