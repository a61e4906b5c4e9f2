import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hashRecoveryCode,
  makeRecoveryCode,
  readRecoveryCode,
  recoveryCodeFromBytes,
} from './recovery-code.ts';

describe('a recovery code', () => {
  it('carries all of its 120 bits', () => {
    expect(recoveryCodeFromBytes(new Uint8Array(15))).toBe('0000-0000-0000-0000-0000-0000');
    expect(recoveryCodeFromBytes(new Uint8Array(15).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ');
    for (let bit = 0; bit < 120; bit += 1) {
      const bytes = new Uint8Array(15);
      bytes[bit >> 3] = 1 << (bit & 7);
      expect(recoveryCodeFromBytes(bytes)).not.toBe('0000-0000-0000-0000-0000-0000');
    }
    expect(() => recoveryCodeFromBytes(new Uint8Array(14))).toThrow(RangeError);
  });

  it('is read back in any spelling', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 15, maxLength: 15 }), (bytes) => {
        const code = recoveryCodeFromBytes(bytes);
        const plain = code.replaceAll('-', '');
        expect(readRecoveryCode(code)).toBe(plain);
        expect(readRecoveryCode(` ${plain.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'i')}\n`)).toBe(
          plain,
        );
      }),
    );
  });

  it.each(['', '0000', '0'.repeat(23), '0'.repeat(25), 'U'.repeat(24), 'ſ'.repeat(24), ' '.repeat(1e6)])(
    'cannot be %.30j',
    (typed) => {
      expect(readRecoveryCode(typed)).toBeUndefined();
    },
  );

  it('is made with the hash that proves it', () => {
    const made = makeRecoveryCode((size) => randomBytes(size));
    expect(hashRecoveryCode(readRecoveryCode(made.code) ?? '')).toBe(made.hash);
  });
});
