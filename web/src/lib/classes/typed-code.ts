import { formatCode, normalizeCode } from '@tallybook/shared/protocol/class-code';

const CODE_LENGTH = 12;
const ANY_CODE = '0'.repeat(CODE_LENGTH);

/** What somebody typed, pasted or scanned where a class ID belongs. `code` is normalized. */
export type TypedCode =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'short' | 'long'; readonly count: number }
  | { readonly kind: 'unknown-character'; readonly found: string }
  /** More than somebody types, without a class ID in it. */
  | { readonly kind: 'no-code' };

/** Reads a class ID, a link that carries one, or a message with one of these in it. */
export function readTypedCode(text: string): TypedCode {
  const linked = codeInLink(text);
  if (linked !== null) return readCharacters(linked);
  const code = normalizeCode(text) ?? codeInMessage(text);
  return code === null ? readCharacters(text) : { kind: 'code', code };
}

/** As people see it where it is a class ID, else as typed. */
export function tidyTypedCode(text: string): string {
  const typed = readTypedCode(text);
  return typed.kind === 'code' ? formatCode(typed.code) : text;
}

/** The server that a link in the text leads to, or null when there is no link. */
export function hostOfLink(text: string): string | null {
  return /https?:\/\/([^/\s]+)\/join/i.exec(text)?.[1]?.toLowerCase() ?? null;
}

/** What the address of this page carries behind its #, readable. */
export function textOfHash(hash: string): string {
  return decode(hash.replace(/^#/, ''));
}

function codeInLink(text: string): string | null {
  // Some messengers write the # as %23.
  const fragment = /\/join\/?(?:#|%23)([^\s"'<>]*)/i.exec(text)?.[1];
  return fragment === undefined ? null : decode(fragment).replace(/[.,;:!?)\]]+$/, '');
}

function codeInMessage(text: string): string | null {
  const groups =
    /(?<![0-9a-z\u2010-\u2015-])(?:[0-9a-z]{4}[\u2010-\u2015-]){2}[0-9a-z]{4}(?![0-9a-z\u2010-\u2015-])/gi;
  const codes = new Set([...text.matchAll(groups)].flatMap(([found]) => normalizeCode(found) ?? []));
  return codes.size === 1 ? ([...codes][0] ?? null) : null;
}

function readCharacters(text: string): TypedCode {
  let count = 0;
  let unknown: string | undefined;
  for (const character of text) {
    if (normalizeCode(character + ANY_CODE) !== null) continue; // A space or a hyphen, which does not count.
    if (normalizeCode(character + ANY_CODE.slice(1)) === null) unknown ??= character;
    count++;
  }
  if (count === 0) return { kind: 'empty' };
  if (count > 2 * CODE_LENGTH) return { kind: 'no-code' };
  if (unknown !== undefined) return { kind: 'unknown-character', found: unknown };
  if (count !== CODE_LENGTH) return { kind: count < CODE_LENGTH ? 'short' : 'long', count };
  const code = normalizeCode(text);
  return code === null ? { kind: 'no-code' } : { kind: 'code', code };
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment; // A % that belongs to nothing: the text is shown as it came.
  }
}
