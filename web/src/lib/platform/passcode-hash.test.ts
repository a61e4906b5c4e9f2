import { describe, expect, it } from 'vitest';
import { hashPasscode, isPasscode } from './passcode-hash.ts';

const FEW = 10;

describe('isPasscode', () => {
  it('knows the passcode, and no other', async () => {
    const kept = await hashPasscode('sesam öffne', FEW);
    expect(await isPasscode('sesam öffne', kept)).toBe(true);
    for (const other of ['', 'sesam', 'sesam öffne ', 'Sesam öffne'])
      expect(await isPasscode(other, kept)).toBe(false);
  });

  it('takes a letter with its accent however the keyboard writes it', async () => {
    expect(await isPasscode('cafe\u0301s', await hashPasscode('caf\u00e9s', FEW))).toBe(true);
  });

  it('keeps one passcode differently each time, and as often hashed as it says', async () => {
    const [one, other] = [await hashPasscode('the same', FEW), await hashPasscode('the same', FEW)];
    expect(one.salt).not.toBe(other.salt);
    expect(one.hash).not.toBe(other.hash);
    expect(await isPasscode('the same', { ...one, iterations: FEW + 1 })).toBe(false);
  });

  it('is opened by nothing where what is kept is damaged', async () => {
    const kept = await hashPasscode('the same', FEW);
    expect(await isPasscode('the same', { ...kept, hash: '' })).toBe(false);
    expect(await isPasscode('the same', { ...kept, salt: '%' })).toBe(false);
  });
});
