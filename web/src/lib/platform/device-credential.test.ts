import { describe, expect, it } from 'vitest';
import { toBase64 } from './base64.ts';
import { answersChallenge } from './device-credential.ts';

const challenge = Uint8Array.from({ length: 32 }, (_, index) => 255 - index);

function answer({ type = 'webauthn.get', asked = challenge, flags = 0x05 } = {}) {
  const text = toBase64(asked).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const authenticatorData = new Uint8Array(37);
  authenticatorData[32] = flags;
  const client = new TextEncoder().encode(JSON.stringify({ type, challenge: text }));
  return {
    clientDataJSON: client.buffer,
    authenticatorData: authenticatorData.buffer,
  } as unknown as AuthenticatorResponse;
}

describe('answersChallenge', () => {
  it('takes the answer to this question from a device that recognised its owner', () => {
    expect(answersChallenge(answer(), challenge)).toBe(true);
  });

  it('takes no other', () => {
    expect(answersChallenge(answer({ flags: 0x01 }), challenge)).toBe(false);
    expect(answersChallenge(answer({ type: 'webauthn.create' }), challenge)).toBe(false);
    expect(answersChallenge(answer({ asked: new Uint8Array(32) }), challenge)).toBe(false);
  });
});
