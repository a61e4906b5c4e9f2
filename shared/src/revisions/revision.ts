import type { Result } from '../money/result.ts';
import { isId } from './ids.ts';
import { isJsonObject, nestsDeeperThan, ownProperty, utf8Length } from './json-shape.ts';

/** One write-once record of the log. Short names because they are stored with every record. */
export interface Revision {
  /** Kind: 'x' expense, 'i' income, 's' settlement, 'm' member, 'c' class, 'p' plan, 't' comment, or a newer app's. */
  k: string;
  /** The entity that is edited; absent when this revision creates one under its own id. */
  e?: string;
  /** Heads of the entity that the writer saw, at most 32. */
  b?: readonly string[];
  /** Hybrid clock in ms: for order only. */
  t: number;
  /** Member id of the author. */
  a: string;
  /** The plan revision that this was made from, when the app wrote it by itself. */
  auto?: string;
  /** The groups that this edit sets. */
  s: Readonly<Record<string, unknown>>;
}

/** A revision as stored: the key and the JSON text, byte for byte. */
export interface RevisionRow {
  id: string;
  json: string;
}

/** The largest record, in UTF-8 bytes of its JSON. */
export const MAX_RECORD_BYTES = 32 * 1024;

/** Why a record is put aside as a whole. */
export type RevisionRefusal =
  | 'key'
  | 'too-large'
  | 'too-deep'
  | 'not-json'
  | 'not-an-object'
  | 'kind'
  | 'entity'
  | 'seen'
  | 'time'
  | 'author'
  | 'auto'
  | 'groups';

const MAX_JSON_DEPTH = 32;

/** The most revisions that one can name as seen. */
export const MAX_SEEN = 32;

/**
 * Checks the envelope of a stored record. Unknown kinds, groups and fields pass, since they are a newer app's; the
 * money inside is checked apart, because its breach costs the money only. [D2]
 */
export function parseRevision(id: string, json: string): Result<Revision, RevisionRefusal> {
  return isId(id) ? parseRecord(json) : { ok: false, refusal: 'key' };
}

function parseRecord(json: string): Result<Revision, RevisionRefusal> {
  // A UTF-16 code unit takes one to three bytes, so most records need no count.
  if (
    json.length > MAX_RECORD_BYTES ||
    (json.length * 3 > MAX_RECORD_BYTES && utf8Length(json) > MAX_RECORD_BYTES)
  ) {
    return refuse('too-large');
  }
  if (nestsDeeperThan(json, MAX_JSON_DEPTH)) return refuse('too-deep');
  let record: unknown;
  try {
    record = JSON.parse(json);
  } catch {
    return refuse('not-json');
  }
  if (!isJsonObject(record)) return refuse('not-an-object');

  const k = ownProperty(record, 'k');
  if (typeof k !== 'string' || !/^[a-z]{1,8}$/.test(k)) return refuse('kind');
  const e = ownProperty(record, 'e');
  if (!isIdOrAbsent(e)) return refuse('entity');
  const b = ownProperty(record, 'b');
  if (!isSeenList(b)) return refuse('seen');
  const t = ownProperty(record, 't');
  if (typeof t !== 'number' || !Number.isSafeInteger(t) || t < 0) return refuse('time');
  const a = ownProperty(record, 'a');
  if (typeof a !== 'string' || !isId(a)) return refuse('author');
  const auto = ownProperty(record, 'auto');
  if (!isIdOrAbsent(auto)) return refuse('auto');
  const s = ownProperty(record, 's');
  if (!isJsonObject(s)) return refuse('groups');

  const revision: Revision = { k, t, a, s };
  if (e !== undefined) revision.e = e;
  if (b !== undefined) revision.b = b;
  if (auto !== undefined) revision.auto = auto;
  return { ok: true, value: revision };
}

/**
 * The JSON of a new record, with its fields in one fixed order. Throws when readers would refuse it: a writer checks
 * what people entered before it comes here. [D3]
 */
export function serializeRevision({ k, e, b, t, a, auto, s }: Revision): string {
  const json = JSON.stringify({ k, e, b, t, a, auto, s });
  const check = parseRecord(json);
  if (!check.ok) throw new TypeError(`Not a valid revision: ${check.refusal}`);
  return json;
}

function refuse(refusal: RevisionRefusal): { ok: false; refusal: RevisionRefusal } {
  return { ok: false, refusal };
}

function isIdOrAbsent(value: unknown): value is string | undefined {
  return value === undefined || (typeof value === 'string' && isId(value));
}

function isSeenList(value: unknown): value is string[] | undefined {
  if (value === undefined) return true;
  if (!Array.isArray(value) || value.length > MAX_SEEN) return false;
  return value.every((id) => typeof id === 'string' && isId(id));
}
