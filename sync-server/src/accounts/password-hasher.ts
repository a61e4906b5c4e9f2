import type { BoundedQueue } from './bounded-queue.ts';
import type { Turn } from './fair-line.ts';

/** OWASP's parameters for argon2id: 19 MiB, two passes, one lane. */
export const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const CURRENT_FORM = `$argon2id$v=19$m=${ARGON2ID.memoryCost},t=${ARGON2ID.timeCost},p=${ARGON2ID.parallelism}$`;

/** The two calls of the argon2 library that are used; the hash is a PHC string. */
export interface Argon2 {
  hash(password: string, options: typeof ARGON2ID): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

/** `turn` is who asked: see `BoundedQueue`. */
export interface PasswordHasher {
  /** Undefined: too many passwords wait already. */
  hash(password: string, turn?: Turn): Promise<string | undefined>;
  /** `busy`: too many passwords wait already. `hash` undefined costs the same time as a real one and is never right. */
  verify(hash: string | undefined, password: string, turn?: Turn): Promise<boolean | 'busy'>;
  /** Whether a hash was made with other parameters than today's. */
  isOutdated(hash: string): boolean;
}

/** @param dummyHash a hash that `argon2` made of something nobody knows; see `makeDummyHash` */
export function createPasswordHasher(argon2: Argon2, queue: BoundedQueue, dummyHash: string): PasswordHasher {
  return {
    async hash(password, turn) {
      const hashed = await queue.run(async () => ({ hash: await argon2.hash(password, ARGON2ID) }), turn);
      return hashed === 'busy' ? undefined : hashed.hash;
    },
    async verify(hash, password, turn) {
      const isRight = await queue.run(() => argon2.verify(hash ?? dummyHash, password), turn);
      if (isRight === 'busy') return 'busy';
      return hash !== undefined && isRight;
    },
    isOutdated: (hash) => !hash.startsWith(CURRENT_FORM),
  };
}

/** Made once at start, so that an account nobody has takes as long to refuse as one that somebody has. */
export function makeDummyHash(argon2: Argon2, randomBytes: (size: number) => Uint8Array): Promise<string> {
  return argon2.hash(Buffer.from(randomBytes(32)).toString('base64url'), ARGON2ID);
}
