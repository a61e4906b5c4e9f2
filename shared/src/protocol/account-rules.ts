/** Why a text cannot be used: stable words, which a form turns into sentences. */
export type TextRefusal = 'too-short' | 'too-long' | 'not-allowed';

export type PasswordRefusal = TextRefusal | 'too-common' | 'like-username';

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

/** Rows of a keyboard, the alphabet and the digits, there and back, each twice so that a run may wrap around. */
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
]
  .concat(['1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p', '1q2w3e4r5t6y7u8i9o0p', '!@#$%^&*()_+'])
  .flatMap((run) => [run, Array.from(run).reverse().join('')])
  .map((run) => run + run);

function isRun(text: string): boolean {
  return RUNS.some((run) => run.includes(text));
}

/** Whether a text is a shorter one of at most four characters said again and again. */
function isRepetition(text: string): boolean {
  return [1, 2, 3, 4].some(
    (length) => text === text.slice(0, length).repeat(text.length).slice(0, text.length),
  );
}

/** Takes out every occurrence of a word; what is left tells how much of the password was its writer's own. */
function withoutWord(text: string, word: string): string {
  return word.length < 3 ? text : text.replaceAll(word, '');
}

const OWN_NAME = 'tallybook';

/**
 * The rules of a password that need no list: 12 to 128 characters of any kind, but no run of a keyboard or the
 * alphabet, no short text repeated, and not the person's own names or the app's with little around them.
 */
export function checkPassword(
  password: string,
  person: { readonly username: string; readonly displayName: string },
): PasswordRefusal | undefined {
  if (!password.isWellFormed()) return 'not-allowed';
  const text = normalizePassword(password);
  const reason = checkLength(text, PASSWORD_LENGTH);
  if (reason !== undefined) return reason;
  const folded = text.toLowerCase();
  const stem = folded.replace(/[\d\W_]{0,4}$/u, '');
  if (isRepetition(folded) || isRun(folded) || (stem.length >= 8 && (isRepetition(stem) || isRun(stem)))) {
    return 'too-common';
  }
  const names = [person.username, person.displayName, ...person.displayName.split(/\s+/u), OWN_NAME];
  const rest = names
    .map((name) => name.normalize('NFC').trim().toLowerCase())
    .sort((a, b) => b.length - a.length)
    .reduce(withoutWord, folded);
  const isMostlyNames =
    rest.length < folded.length && (countCharacters(rest) < 8 || isRun(rest) || isRepetition(rest));
  return isMostlyNames ? 'like-username' : undefined;
}
