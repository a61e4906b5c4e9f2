import { randomBytes } from 'node:crypto';
import * as argon2 from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { createBoundedQueue } from './bounded-queue.ts';
import { createPasswordHasher, makeDummyHash } from './password-hasher.ts';

const queue = () => createBoundedQueue({ concurrency: 2, maxWaiting: 20 });

describe('hashing passwords with the real argon2', () => {
  it('uses argon2id with 19 MiB, two passes and one lane, and writes that into the hash', async () => {
    const hasher = createPasswordHasher(argon2, queue(), 'unused');
    const hash = (await hasher.hash('correct horse battery')) ?? 'busy';
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(hasher.isOutdated(hash)).toBe(false);
    expect(await hasher.verify(hash, 'correct horse battery')).toBe(true);
    expect(await hasher.verify(hash, 'correct horse batterz')).toBe(false);
  });

  it('still verifies a hash of other parameters, and calls it outdated', async () => {
    const hasher = createPasswordHasher(argon2, queue(), 'unused');
    const old = await argon2.hash('correct horse battery', { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    expect(hasher.isOutdated(old)).toBe(true);
    expect(await hasher.verify(old, 'correct horse battery')).toBe(true);
  });

  it('verifies against the stand-in when there is no hash, and never says yes', async () => {
    const dummy = await makeDummyHash(argon2, (size) => randomBytes(size));
    const asked: string[] = [];
    const watched = {
      ...argon2,
      verify: (hash: string, password: string) => {
        asked.push(hash);
        return argon2.verify(hash, password);
      },
    };
    const hasher = createPasswordHasher(watched, queue(), dummy);
    expect(await hasher.verify(undefined, 'correct horse battery')).toBe(false);
    expect(asked).toEqual([dummy]);
    expect(hasher.isOutdated(dummy)).toBe(false);
    const gullible = { ...argon2, verify: () => Promise.resolve(true) };
    expect(await createPasswordHasher(gullible, queue(), dummy).verify(undefined, 'any')).toBe(false);
  });
});
