import { StorageError } from '../storage/port.ts';
import type { DocumentPosition, DocumentStore } from '../storage/port.ts';
import { ClassLog } from '../sync/class-log.ts';

/** A class document as it is on disk, with every record in it. */
export interface StoredDocument extends DocumentPosition {
  readonly log: ClassLog;
}

/**
 * Reads a document from the disk, beside a room that may have it open, and never through the rooms: those keep what
 * they load for a while, so that a walk over all classes would hold all of them in memory at once. Rejects with
 * `damaged` when it is not what this server writes.
 */
export async function readDocument(documents: DocumentStore, classId: string): Promise<StoredDocument> {
  const { epoch, seq, updates } = await documents.load(classId);
  await documents.release(classId);
  const log = ClassLog.read(updates);
  if (log === undefined) throw new StorageError('damaged', `the document of class ${classId}`);
  return { epoch, seq, log };
}
