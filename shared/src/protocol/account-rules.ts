/** Why a text cannot be used: stable words, which a form turns into sentences. */
export type TextRefusal = 'too-short' | 'too-long' | 'not-allowed';

export type PasswordRefusal = TextRefusal | 'too-common';

type Checked<R> = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: R };

export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;
export const USERNAME_LENGTH = { min: 3, max: 32 } as const;
/** Display names and class names. */
export const NAME_LENGTH = { min: 1, max: 80 } as const;

/** As people count: an emoji of one code point is one character. */
function countCharacters(text: string): number {
  return Array.from(text).length;
}

function checkLength(
  text: string,
  limits: { readonly min: number; readonly max: number },
): TextRefusal | undefined {
  // A text of n code points has at most 2n code units; longer ones need not be counted.
  if (text.length > 2 * limits.max) return 'too-long';
  const count = countCharacters(text);
  if (count < limits.min) return 'too-short';
  return count > limits.max ? 'too-long' : undefined;
}

/** The form in which usernames are compared and looked up. */
export function usernameToKey(username: string): string {
  return username.normalize('NFKC').toLowerCase();
}

/** Latin letters, digits, dots, hyphens and underscores, beginning with a letter or digit; shown as typed. */
export function checkUsername(username: string): Checked<TextRefusal> {
  const reason = checkLength(username, USERNAME_LENGTH);
  if (reason !== undefined) return { ok: false, reason };
  if (!/^[a-z0-9][a-z0-9._-]*$/i.test(username)) return { ok: false, reason: 'not-allowed' };
  return { ok: true, text: username };
}

/** Control characters, line ends, lone surrogates, and the marks that turn the direction of what follows the name. */
const UNFIT_IN_NAMES = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;
/** Something to see: letters of some script, digits, signs or emoji, but not the fillers that count as letters. */
const VISIBLE = /[^\p{Z}\p{C}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/u;

/** A display name or class name, trimmed and in composed form. */
export function checkName(name: string): Checked<TextRefusal> {
  // Normalising a text of megabytes is not worth the time when it will be refused.
  if (name.length > 1000) return { ok: false, reason: 'too-long' };
  const text = name.normalize('NFC').trim();
  const reason = checkLength(text, NAME_LENGTH);
  if (reason !== undefined) return { ok: false, reason };
  if (UNFIT_IN_NAMES.test(text) || !VISIBLE.test(text)) return { ok: false, reason: 'not-allowed' };
  return { ok: true, text };
}

/** Composed form, so that the same password typed on another system has the same bytes. */
export function normalizePassword(password: string): string {
  return password.normalize('NFC');
}

/** 12 to 128 characters of any kind. That it is not one of the commonest is for the server's list to say. */
export function checkPassword(password: string): TextRefusal | undefined {
  if (!password.isWellFormed()) return 'not-allowed';
  // Normalising a text of megabytes is not worth the time when it will be refused.
  if (password.length > 1000) return 'too-long';
  return checkLength(normalizePassword(password), PASSWORD_LENGTH);
}
