import { createHash } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 120 bits: 24 characters in six groups of four. */
const RECOVERY_CODE_BYTES = 15;
const GROUPED = /.{4}(?=.)/g;

/** The code as it is shown, once. Throws on another number of bytes. */
export function recoveryCodeFromBytes(bytes: Uint8Array): string {
  if (bytes.length !== RECOVERY_CODE_BYTES) {
    throw new RangeError(`A recovery code takes ${RECOVERY_CODE_BYTES} random bytes, not ${bytes.length}`);
  }
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const characters = bits.replace(/.{5}/g, (five) => ALPHABET.charAt(Number.parseInt(five, 2)));
  return characters.replace(GROUPED, '$&-');
}

/** A code as typed, in the one form that is hashed; undefined when it can be no code. */
export function readRecoveryCode(typed: string): string | undefined {
  if (typed.length > 200) return undefined;
  const plain = typed.replace(/[\s-]/g, '');
  // Beyond ASCII, changing the case would turn other letters into ours.
  if (!/^[0-9A-Za-z]*$/.test(plain)) return undefined;
  const code = plain.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{24}$/.test(code) ? code : undefined;
}

/** A plain hash will do: nobody can try 2^120 codes, however fast the hash is. */
export function hashRecoveryCode(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}

/** A new code and what is kept of it. */
export function makeRecoveryCode(randomBytes: (size: number) => Uint8Array): { code: string; hash: string } {
  const code = recoveryCodeFromBytes(randomBytes(RECOVERY_CODE_BYTES));
  return { code, hash: hashRecoveryCode(code.replaceAll('-', '')) };
}
