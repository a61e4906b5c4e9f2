import { LOG_ROOT } from '@tallybook/shared/class-doc/log';
import { parseRevision, type RevisionRow } from '@tallybook/shared/revisions/revision';
import { ContentAny, decodeUpdate, Item } from 'yjs';

/**
 * The records of one author that updates carry, by value, oldest first; also those that no document shows because
 * records before them are missing. What cannot be read is none.
 */
export function recordsOfAuthor(updates: readonly Uint8Array[], authorId: string): RevisionRow[] {
  const found = new Map<string, { json: string; t: number }>();
  for (const { id, json } of updates.flatMap(recordsIn)) {
    const parsed = parseRevision(id, json);
    if (parsed.ok && parsed.value.a === authorId) found.set(id, { json, t: parsed.value.t });
  }
  return [...found]
    .sort(([a, first], [b, second]) => first.t - second.t || (a < b ? -1 : 1))
    .map(([id, { json }]) => ({ id, json }));
}

function recordsIn(update: Uint8Array): RevisionRow[] {
  let structs: ReturnType<typeof decodeUpdate>['structs'];
  try {
    ({ structs } = decodeUpdate(update));
  } catch {
    // Its checksum fits, so it was written like this: the document does without it too.
    return [];
  }
  return structs.flatMap((struct) => {
    if (!(struct instanceof Item) || !(struct.content instanceof ContentAny)) return [];
    const [json] = struct.content.arr as unknown[];
    const isRecord = (struct.parent as unknown) === LOG_ROOT && typeof json === 'string';
    return isRecord && struct.parentSub !== null ? [{ id: struct.parentSub, json }] : [];
  });
}
