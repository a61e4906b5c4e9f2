import { isActive } from '../../classes/membership-rules.ts';
import { StorageError } from '../../storage/port.ts';
import type { DocumentStore } from '../../storage/port.ts';
import type { AdminParts, Caller, ExitCode } from '../admin-parts.ts';
import { measureDocument } from '../data-folder-reader.ts';

const UUID_WIDTH = 36;

/** The name comes last, since nobody can tell how wide a terminal shows it. */
function toRow(
  id: string,
  members: string,
  created: string,
  seq: string,
  bytes: string,
  name: string,
): string {
  return [
    id.padEnd(UUID_WIDTH),
    members.padStart(7),
    created.padEnd(10),
    seq.padStart(9),
    bytes.padStart(11),
    name,
  ].join('  ');
}

async function readSeq(documents: DocumentStore, classId: string): Promise<string> {
  try {
    return String((await documents.position(classId)).seq);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return error.reason === 'closed' ? 'deleted' : error.reason;
  }
}

/** One line per class, in the order in which they were made where the storage knows it. */
export async function listClasses(
  { storage, dataDir }: AdminParts,
  { say, signal }: Caller,
): Promise<ExitCode> {
  say(toRow('CLASS', 'MEMBERS', 'CREATED', 'SEQ', 'BYTES', 'NAME'));
  let count = 0;
  for await (const { id, name, members, createdAt } of storage.classes.list()) {
    signal.throwIfAborted();
    const seq = await readSeq(storage.documents, id);
    const bytes = dataDir === undefined ? '-' : String(await measureDocument(dataDir, id));
    say(toRow(id, String(members.filter(isActive).length), createdAt.slice(0, 10), seq, bytes, name));
    count += 1;
  }
  say(`${count} classes`);
  return 0;
}
