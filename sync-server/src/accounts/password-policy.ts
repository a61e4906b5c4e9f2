import { checkPassword, normalizePassword } from '@tallybook/shared/protocol/account-rules';
import type { PasswordRefusal } from '@tallybook/shared/protocol/account-rules';
import { COMMON_LONG_PASSWORDS, COMMON_STEMS } from './common-passwords.ts';

const LETTER_BY_SIGN: Readonly<Record<string, string>> = {
  '@': 'a',
  '0': 'o',
  $: 's',
  '3': 'e',
  '5': 's',
  '!': 'i',
};

/** Reads the usual replacements of letters as the letters. */
function readSignsAsLetters(text: string): string {
  return text.replace(/[@0$35!]/g, (sign) => LETTER_BY_SIGN[sign] ?? sign);
}

function takeOffEnds(text: string): string {
  return text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

function isCommon(folded: string): boolean {
  if (COMMON_LONG_PASSWORDS.has(folded)) return true;
  // Signs at the ends go first: `passw0rd2024!` is a word with a year behind it, not one of many letters.
  const core = folded.replace(/^[^\p{L}@$]+|[^\p{L}]+$/gu, '');
  return [takeOffEnds(folded), core, readSignsAsLetters(core)].some((stem) => COMMON_STEMS.has(stem));
}

/** All rules of a new password: those both sides know, and the list that only the server has. */
export function findPasswordFault(
  password: string,
  person: { readonly username: string; readonly displayName: string },
): PasswordRefusal | undefined {
  const fault = checkPassword(password, person);
  if (fault !== undefined) return fault;
  return isCommon(normalizePassword(password).toLowerCase()) ? 'too-common' : undefined;
}
