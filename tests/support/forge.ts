import * as Y from 'yjs';

const utf8 = new TextEncoder();

/** Numbers below 256 are bytes, texts their UTF-8 bytes. */
export function bytes(...parts: readonly (number | string | Uint8Array)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'number' ? [part] : [...(typeof part === 'string' ? utf8.encode(part) : part)],
    ),
  );
}

export function varUint(value: number): Uint8Array {
  const out: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) out.push(128 | (rest % 128));
  return Uint8Array.from([...out, rest]);
}

function text(value: string): Uint8Array {
  const run = utf8.encode(value);
  return bytes(varUint(run.length), run);
}

/** One record as Yjs writes it; `parent` and `key` may be anything. */
export function item(key: string, json: string, parent = 'log'): Uint8Array {
  return bytes(0x28, 1, text(parent), text(key), 1, 119, text(json));
}

/** An update of one client with so many structs, and nothing deleted. */
export function update(clientId: number, clock: number, ...structs: readonly Uint8Array[]): Uint8Array {
  return bytes(1, varUint(structs.length), varUint(clientId), varUint(clock), ...structs, 0);
}

/** The JSON of a valid expense of an author, unless `overrides` make it something else. */
export function expense(author: string, overrides: Readonly<Record<string, unknown>> = {}): string {
  const leg = { cur: 'EUR', amt: 5, pay: [[author, 5]], owe: [[author, 5]] };
  return JSON.stringify({
    k: 'x',
    t: 1,
    a: author,
    s: { money: { legs: [leg] }, title: 'Taxi' },
    ...overrides,
  });
}

/** What a change to a copy of a document would send. */
export function changeTo(doc: Y.Doc, change: (copy: Y.Doc) => void): Uint8Array {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const before = Y.encodeStateVector(copy);
  change(copy);
  return Y.encodeStateAsUpdate(copy, before);
}

/** What a new document with one change would send. */
export function updateOf(change: (doc: Y.Doc) => void): Uint8Array {
  return changeTo(new Y.Doc(), change);
}
