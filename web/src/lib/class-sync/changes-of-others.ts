import { logContents } from '@tallybook/shared/class-doc/log';
import { parseRevision } from '@tallybook/shared/revisions/revision';
import type { StoredClass } from '$lib/platform/stored-class.ts';
import { applyUpdate, Doc } from 'yjs';

/** Expenses, income and settling up; not who joined or what the class is called. */
const COUNTED_KINDS: ReadonlySet<string> = new Set(['x', 'i', 's']);

/** How many times others have added, changed or deleted something of a class, by what this device holds of it. */
export function countChangesOfOthers({ updates, row }: Pick<StoredClass, 'updates' | 'row'>): number {
  const doc = new Doc();
  doc.transact(() => {
    for (const update of updates) applyUpdate(doc, update);
  });
  let count = 0;
  for (const { id, value } of logContents(doc)) {
    const parsed = typeof value === 'string' ? parseRevision(id, value) : null;
    if (!parsed?.ok) continue;
    const { k, a, auto } = parsed.value;
    if (a !== row.memberId && auto === undefined && COUNTED_KINDS.has(k)) count++;
  }
  doc.destroy();
  return count;
}
