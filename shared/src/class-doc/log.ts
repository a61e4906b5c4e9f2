import type { Doc, Map as YMap } from 'yjs';
import type { LogChange } from './revision-store.ts';

/** The only root of a class document. A truly breaking change of the format would take a new name. */
export const LOG_ROOT = 'log';

/**
 * The log of a class: revision id -> JSON string, keys written once. Whatever updates from elsewhere put under the
 * root's name, Yjs reads it as this map and its array content stays out of sight; only code of this device that asked
 * for the root as another type before would make it throw. [D7]
 */
export function logOf(doc: Doc): YMap<unknown> {
  return doc.getMap(LOG_ROOT);
}

/** All that the log holds now, hostile values too. */
export function* logContents(doc: Doc): Generator<LogChange, void> {
  for (const [id, value] of logOf(doc).entries()) yield { id, value };
}
