/** A parsed JSON object: neither null nor an array. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a parsed JSON value is an object with properties of its own. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A property of the object itself: a name such as 'constructor' finds nothing on the prototype. */
export function ownProperty(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The length of a text in UTF-8 bytes; a lone surrogate counts as the replacement character, 3 bytes. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    // Two units of a pair make 4 bytes; each counts as 2.
    const next = text.charCodeAt(i + 1);
    if (unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000) {
      bytes += 2;
      i++;
    } else {
      bytes += unit < 0x800 ? 1 : 2;
    }
  }
  return bytes;
}

/**
 * Whether brackets in a JSON text nest deeper than `limit`. Looked up before parsing, since engines differ in how
 * deep they can parse, and replicas must agree.
 */
export function nestsDeeperThan(json: string, limit: number): boolean {
  // Nearly all records have fewer brackets than that, and searching for those is several times faster than the walk.
  if (countUpTo(json, '[', limit + 1) + countUpTo(json, '{', limit + 1) <= limit) return false;
  let depth = 0;
  let inText = false;
  for (let i = 0; i < json.length; i++) {
    const unit = json.charCodeAt(i);
    if (inText) {
      if (unit === 0x5c) i++;
      else if (unit === 0x22) inText = false;
    } else if (unit === 0x22) inText = true;
    else if (unit === 0x7b || unit === 0x5b) {
      if (++depth > limit) return true;
    } else if (unit === 0x7d || unit === 0x5d) depth--;
  }
  return false;
}

/** How often a character occurs in a text; counting stops at `most`. */
function countUpTo(text: string, character: string, most: number): number {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1 && count < most; at = text.indexOf(character, at + 1))
    count++;
  return count;
}

/** Whether two parsed JSON values are the same, whatever the order of their properties. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => isSameJson(item, b[i]));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && isSameJson(a[name], b[name]));
}
