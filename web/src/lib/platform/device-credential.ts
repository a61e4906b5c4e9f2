import { fromBase64, toBase64 } from './base64.ts';
import { randomBytes } from './random.ts';

/** This device's own screen lock: face, finger, pattern or PIN, as its owner has set it up. */
export interface DeviceCredential {
  isAvailable(): Promise<boolean>;
  /** Asks the device to vouch for its owner from now on; the credential's id, or null when that was called off. */
  create(name: string): Promise<string | null>;
  /** Whether the device has just recognised its owner. Called off, timed out or forgotten by the device: no. */
  confirm(credentialId: string): Promise<boolean>;
}

const TIMEOUT_MS = 60_000;
/** The bit in the authenticator's answer that says that the person was recognised, not only there. */
const USER_VERIFIED = 0x04;
const FLAGS_OFFSET = 32;
/** ES256 and RS256: what the screen locks of all systems can do. */
const ALGORITHMS = [-7, -257];

/**
 * Through WebAuthn, without a server: the question is made and checked in this page. That is enough for a curtain, and
 * no more, since whoever can change this page could leave the question out.
 */
export const browserDeviceCredential: DeviceCredential = {
  async isAvailable() {
    if (!('PublicKeyCredential' in window)) return false;
    return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false);
  },

  async create(name) {
    const made = await ask(() =>
      navigator.credentials.create({
        publicKey: {
          rp: { name },
          user: { id: new Uint8Array(randomBytes(16)), name, displayName: name },
          challenge: new Uint8Array(randomBytes(32)),
          pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key' as const, alg })),
          authenticatorSelection: {
            authenticatorAttachment: 'platform',
            userVerification: 'required',
            residentKey: 'discouraged',
          },
          timeout: TIMEOUT_MS,
        },
      }),
    );
    return made === null ? null : toBase64(new Uint8Array(made.rawId));
  },

  async confirm(credentialId) {
    const id = fromBase64(credentialId);
    if (id === null) return false;
    const challenge = new Uint8Array(randomBytes(32));
    const given = await ask(() =>
      navigator.credentials.get({
        publicKey: {
          challenge,
          allowCredentials: [{ type: 'public-key', id, transports: ['internal'] }],
          userVerification: 'required',
          timeout: TIMEOUT_MS,
        },
      }),
    );
    return given !== null && answersChallenge(given.response, challenge);
  },
};

/** Null for whatever the device refuses: its dialog has said why, and the passcode is still there. */
async function ask(request: () => Promise<Credential | null>): Promise<PublicKeyCredential | null> {
  try {
    const credential = await request();
    return credential instanceof PublicKeyCredential ? credential : null;
  } catch {
    return null;
  }
}

/** Whether the answer is to this very question, and the device recognised the person for it. */
export function answersChallenge(response: AuthenticatorResponse, challenge: Uint8Array): boolean {
  const { clientDataJSON, authenticatorData } = response as AuthenticatorAssertionResponse;
  const client = JSON.parse(new TextDecoder().decode(clientDataJSON)) as {
    type?: unknown;
    challenge?: unknown;
  };
  const asked = toBase64(challenge).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  const flags = new Uint8Array(authenticatorData)[FLAGS_OFFSET] ?? 0;
  return client.type === 'webauthn.get' && client.challenge === asked && (flags & USER_VERIFIED) !== 0;
}
