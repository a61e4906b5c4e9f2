import { logContents } from '@tallybook/shared/class-doc/log';
import type { Replacement } from '$lib/platform/stored-class.ts';
import type { ClassAsideRow, ClassRow } from '$lib/platform/schema.ts';
import type { ServerState } from '$lib/platform/sync-api.ts';
import { applyUpdate, Doc } from 'yjs';
import { recordsOfAuthor } from './own-records.ts';

/** A record that the server refused when it came alone, and the rule that it broke. */
export interface Suspect {
  readonly id: string;
  readonly rule: string;
}

/** The ids of the records in a document of the server's, or null when Yjs cannot read it. */
export function recordIdsOf(update: Uint8Array): ReadonlySet<string> | null {
  const doc = new Doc();
  try {
    applyUpdate(doc, update);
    return new Set(Array.from(logContents(doc), ({ id }) => id));
  } catch {
    return null;
  } finally {
    doc.destroy();
  }
}

/**
 * What takes the place of a document that the server will not have: the server's own, with every record of this member
 * that it lacks put aside, to be offered anew one by one. Records of others are theirs to offer.
 */
export function renewalOf(
  server: ServerState,
  recordIds: ReadonlySet<string>,
  ids: { readonly documentId: string; readonly key: string },
  suspect: Suspect | null,
): (row: ClassRow, updates: readonly Uint8Array[], aside: readonly ClassAsideRow[]) => Replacement {
  return (row, updates, aside) => {
    const byId = new Map<string, Omit<ClassAsideRow, 'key'>>();
    for (const { id, json } of recordsOfAuthor(updates, row.memberId)) {
      byId.set(id, { id, json, refusedFor: null });
    }
    for (const { id, json, refusedFor } of aside) byId.set(id, { id, json, refusedFor });
    const accused = suspect && byId.get(suspect.id);
    if (accused) byId.set(accused.id, { ...accused, refusedFor: suspect.rule });
    const missing = [...byId.values()].filter(({ id }) => !recordIds.has(id));
    return { ...ids, epoch: server.epoch, seq: server.seq, update: server.update, aside: missing };
  };
}
