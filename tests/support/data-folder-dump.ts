import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as Y from 'yjs';

export interface StoredRecord {
  readonly json: string;
  /** The account that sent it, unless a snapshot has swallowed the journal's line. */
  readonly by: string | undefined;
}

export interface ClassDump {
  readonly records: ReadonlyMap<string, StoredRecord>;
  /** Entries of the journal. */
  readonly lines: number;
  readonly hasSnapshot: boolean;
  /** Everything else that the document holds, which must be nothing. */
  readonly strangers: readonly string[];
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

interface Line {
  readonly seq: number;
  readonly by: string;
  readonly update: string;
}

/** Reads a class off the disk with nothing but JSON and Yjs. A torn last line is left out; any other one throws. */
export async function dumpClass(dataDir: string, classId: string): Promise<ClassDump> {
  const folder = join(dataDir, 'classes', classId);
  const snapshot = await readIfThere(join(folder, 'snapshot.json'));
  const journal = (await readIfThere(join(folder, 'journal.ndjson'))) ?? '';
  const doc = new Y.Doc();
  const log = doc.getMap<string>('log');
  const records = new Map<string, StoredRecord>();
  const take = (base64: string, by: string | undefined): void => {
    const watch = (event: Y.YMapEvent<string>): void => {
      for (const key of event.keysChanged as Set<string>) records.set(key, { json: log.get(key) ?? '', by });
    };
    log.observe(watch);
    Y.applyUpdate(doc, Buffer.from(base64, 'base64'));
    log.unobserve(watch);
  };
  let seq = 0;
  if (snapshot !== undefined) {
    const base = JSON.parse(snapshot) as Line;
    seq = base.seq;
    take(base.update, undefined);
  }
  const lines = journal.split('\n').slice(0, -1);
  for (const text of lines) {
    const line = JSON.parse(text) as Line;
    // A crash between the snapshot and the shortening of the journal leaves both; the snapshot decides.
    if (line.seq > seq) take(line.update, line.by);
  }
  const strangers = [...doc.share.keys()].filter((name) => name !== 'log');
  if (doc.store.pendingStructs) strangers.push('pending structs');
  if (doc.store.pendingDs) strangers.push('pending deletes');
  doc.destroy();
  return { records, lines: lines.length, hasSnapshot: snapshot !== undefined, strangers };
}

/** Every text file of the data folder as one text, for searching. */
export async function readWholeFolder(dataDir: string): Promise<string> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const texts = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')),
  );
  return texts.join('\n');
}
