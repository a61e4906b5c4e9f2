import type * as Y from 'yjs';
import { parseRevision } from '../revisions/revision.ts';
import type { Command, CommandName } from './commands/command.ts';
import { logOf } from './log.ts';

/** The origin of every transaction that a command makes. */
export interface CommandOrigin {
  kind: 'command';
  name: CommandName;
}

/**
 * Writes a command into the document: one transaction, hence one update, that only sets fresh keys. Throws, with
 * nothing written, when a key is taken or a record is one that readers would refuse: commands make neither. [W1]
 */
export function commit(doc: Y.Doc, { name, rows }: Command): void {
  if (rows.length === 0) return;
  const log = logOf(doc);
  const keys = new Set<string>();
  for (const { id, json } of rows) {
    if (log.has(id) || keys.has(id)) throw new Error(`The key ${id} is taken`);
    if (!/^[er]_/.test(id)) throw new TypeError(`${id} is no key of a command`);
    const revision = parseRevision(id, json);
    if (!revision.ok) throw new TypeError(`Not a valid record: ${revision.refusal}`);
    keys.add(id);
  }
  const origin: CommandOrigin = { kind: 'command', name };
  doc.transact(() => {
    for (const { id, json } of rows) log.set(id, json);
  }, origin);
}
