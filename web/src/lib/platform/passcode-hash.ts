import { fromBase64, toBase64 } from './base64.ts';
import { randomBytes } from './random.ts';

/** What is kept of a passcode: it cannot be read back from it. `salt` and `hash` are base64. */
export interface PasscodeHash {
  readonly salt: string;
  readonly hash: string;
  readonly iterations: number;
}

/** About half a second on a phone, for each guess. */
const ITERATIONS = 600_000;
const HASH_BITS = 256;

/** Whether this page may compute hashes: browsers allow it on secure addresses only. */
export function canHash(): boolean {
  return isSecureContext;
}

export async function hashPasscode(passcode: string, iterations = ITERATIONS): Promise<PasscodeHash> {
  const salt = randomBytes(16);
  const hash = await derive(passcode, salt, iterations);
  return { salt: toBase64(salt), hash: toBase64(hash), iterations };
}

/** Takes as long for a passcode that is nearly right as for any other. */
export async function isPasscode(passcode: string, kept: PasscodeHash): Promise<boolean> {
  const salt = fromBase64(kept.salt);
  const hash = fromBase64(kept.hash);
  if (salt === null || hash === null) return false;
  const derived = await derive(passcode, salt, kept.iterations);
  if (derived.length !== hash.length) return false;
  let difference = 0;
  for (const [index, byte] of derived.entries()) difference |= byte ^ (hash[index] ?? 0);
  return difference === 0;
}

/** One passcode may be typed in several ways of Unicode: a phone and a desktop need not write é alike. */
async function derive(passcode: string, salt: Uint8Array, iterations: number): Promise<Uint8Array> {
  const typed = new TextEncoder().encode(passcode.normalize('NFKC'));
  const key = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(salt), iterations },
    key,
    HASH_BITS,
  );
  return new Uint8Array(bits);
}
