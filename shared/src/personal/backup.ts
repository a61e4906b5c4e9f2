import type { Result } from '../money/result.ts';
import { isJsonObject, ownProperty } from '../revisions/json-shape.ts';
import type { RevisionRefusal, RevisionRow } from '../revisions/revision.ts';
import { parseRevision } from '../revisions/revision.ts';
import { crc32 } from './crc32.ts';

/** The version of the file format that is written, and the newest that can be read. */
export const BACKUP_VERSION = 1;

export interface BackupContents {
  rows: Iterable<RevisionRow>;
  /** JSON values by name. */
  settings: ReadonlyMap<string, unknown>;
  /** JSON values: rows that the device could not read, carried along as they are. */
  unreadable: readonly unknown[];
  /** ISO 8601. */
  createdAt: string;
  /** Version of the app that writes. */
  app: string;
}

/**
 * A row that counts nowhere and is carried along all the same. `json` is its text as it was, or what stood in its
 * place in the file as JSON (reason 'not-a-row', id '').
 */
export interface RefusedRow {
  id: string;
  reason: RevisionRefusal | 'not-a-row' | 'two-records';
  json: string;
}

export interface Backup {
  /** In the order of the file, each id once. */
  rows: RevisionRow[];
  refusedRows: RefusedRow[];
  settings: Map<string, unknown>;
  unreadable: unknown[];
  createdAt: string;
  app: string;
  /** False when the rows are not those that were written: the file was edited or damaged, and this is what is left. */
  isIntact: boolean;
}

export type BackupRefusal =
  | { reason: 'empty' }
  /** Begins like a backup and breaks off: a download or copy that did not finish. */
  | { reason: 'cut-short' }
  | { reason: 'not-json' }
  | { reason: 'not-a-backup' }
  | { reason: 'newer-version'; found: number; supported: number }
  /** A backup whose `part` is not what it has to be. */
  | { reason: 'damaged'; part: 'version' | 'revisions' | 'settings' | 'unreadable' };

/** The backup file: JSON with one revision per line, so that people can read it and a diff shows what changed. [L8] */
export function writeBackup({ rows, settings, unreadable, createdAt, app }: BackupContents): string {
  const revisions = Array.from(rows, ({ id, json }) => JSON.stringify([id, json]));
  const head = JSON.stringify({ format: 'tallybook-backup', version: BACKUP_VERSION, createdAt, app });
  const check = { count: revisions.length, crc32: crc32(revisions.join('\n')) };
  return (
    `${head.slice(0, -1)},"revisions":[\n${revisions.join(',\n')}\n],` +
    `"settings":${JSON.stringify(Object.fromEntries(settings))},` +
    `"unreadable":${JSON.stringify(unreadable)},"check":${JSON.stringify(check)}}\n`
  );
}

/** Reads a backup file. One bad row does not spoil the rest, and nothing is dropped without being named. [L9] */
export function readBackup(text: string): Result<Backup, BackupRefusal> {
  const source = text.replace(/^\uFEFF/, '');
  let file: unknown;
  try {
    file = JSON.parse(source);
  } catch {
    return refuse(notJson(source));
  }
  if (!isJsonObject(file) || ownProperty(file, 'format') !== 'tallybook-backup') {
    return refuse({ reason: 'not-a-backup' });
  }
  const version = ownProperty(file, 'version');
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return refuse({ reason: 'damaged', part: 'version' });
  }
  if (version > BACKUP_VERSION) {
    return refuse({ reason: 'newer-version', found: version, supported: BACKUP_VERSION });
  }
  const revisions = ownProperty(file, 'revisions');
  if (!Array.isArray(revisions)) return refuse({ reason: 'damaged', part: 'revisions' });
  const settings = ownProperty(file, 'settings') ?? {};
  if (!isJsonObject(settings)) return refuse({ reason: 'damaged', part: 'settings' });
  const unreadable = ownProperty(file, 'unreadable') ?? [];
  if (!Array.isArray(unreadable)) return refuse({ reason: 'damaged', part: 'unreadable' });

  const lines = revisions.map((row) => JSON.stringify(row));
  return {
    ok: true,
    value: {
      ...sortRows(revisions),
      settings: new Map(Object.entries(settings)),
      unreadable: unreadable as unknown[],
      createdAt: textOf(ownProperty(file, 'createdAt')),
      app: textOf(ownProperty(file, 'app')),
      isIntact: matchesCheck(ownProperty(file, 'check'), lines),
    },
  };
}

/** Parts good rows from those to put aside. Of two records under one id the smaller text counts, as in the fold. */
function sortRows(revisions: readonly unknown[]): { rows: RevisionRow[]; refusedRows: RefusedRow[] } {
  const refusedRows: RefusedRow[] = [];
  const jsonById = new Map<string, string>();
  for (const row of revisions) {
    if (!isRow(row)) {
      refusedRows.push({ id: '', reason: 'not-a-row', json: JSON.stringify(row) });
      continue;
    }
    const [id, json] = row;
    const check = parseRevision(id, json);
    const known = jsonById.get(id);
    if (!check.ok) {
      refusedRows.push({ id, reason: check.refusal, json });
    } else if (known === undefined || known === json) {
      jsonById.set(id, json);
    } else {
      const [kept, other] = known < json ? [known, json] : [json, known];
      jsonById.set(id, kept);
      refusedRows.push({ id, reason: 'two-records', json: other });
    }
  }
  return { rows: Array.from(jsonById, ([id, json]) => ({ id, json })), refusedRows };
}

function isRow(row: unknown): row is [string, string] {
  return Array.isArray(row) && row.length === 2 && typeof row[0] === 'string' && typeof row[1] === 'string';
}

function matchesCheck(check: unknown, lines: readonly string[]): boolean {
  if (!isJsonObject(check)) return false;
  return (
    ownProperty(check, 'count') === lines.length && ownProperty(check, 'crc32') === crc32(lines.join('\n'))
  );
}

function notJson(source: string): BackupRefusal {
  if (source.trim() === '') return { reason: 'empty' };
  const beginsLikeOne = /^\s*\{\s*"format"\s*:\s*"tallybook-backup"/.test(source);
  // A brace alone says nothing: the rows are full of them. In a row's text these quotes would stand behind backslashes.
  const holdsItsEnd = /,"check":\{[^{}]*\}\}/.test(source);
  return { reason: beginsLikeOne && !holdsItsEnd ? 'cut-short' : 'not-json' };
}

function refuse(refusal: BackupRefusal): { ok: false; refusal: BackupRefusal } {
  return { ok: false, refusal };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
