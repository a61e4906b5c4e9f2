import { randomBytes, randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { createMemoryStorage } from '../storage/memory/memory-storage.ts';
import { StorageError } from '../storage/port.ts';
import { createFakeArgon2 } from './argon2-fixture.ts';
import { createBoundedQueue } from './bounded-queue.ts';
import { createPasswordHasher } from './password-hasher.ts';
import { createSessionCookie } from './session-cookie.ts';
import { createSessionKeeper } from './session-keeper.ts';
import { createSignUp } from './sign-up.ts';
import { createThrottle } from './throttle.ts';

const ONE_ATTEMPT = { burst: 1, firstWaitMs: 1000, maxWaitMs: 1000, forgetMs: 60_000, maxKeys: 10 };
const FORM = {
  username: 'anna',
  displayName: 'Anna',
  password: 'correct horse battery',
  signUpCode: undefined,
};
const VISITOR = { addressKey: '203.0.113.1', userAgent: '', claims: [] };

function open() {
  const { accounts } = createMemoryStorage();
  const disk = { isFull: false };
  const storage: typeof accounts = {
    ...accounts,
    create: (record) =>
      disk.isFull ? Promise.reject(new StorageError('unavailable', 'ENOSPC')) : accounts.create(record),
  };
  const common = {
    storage,
    nowMs: () => 1_000_000,
    randomBytes: (size: number): Uint8Array => randomBytes(size),
    newId: () => randomUUID(),
  };
  const rules = { own: ONE_ATTEMPT, shared: ONE_ATTEMPT };
  const queue = createBoundedQueue({ concurrency: 1, maxWaiting: 1 });
  const signUp = createSignUp({
    ...common,
    sessions: createSessionKeeper({
      ...common,
      cookie: createSessionCookie(false, 1000),
      onSessionsEnded: () => undefined,
    }),
    hasher: createPasswordHasher(createFakeArgon2(), queue, 'nobody'),
    policy: { kind: 'open' },
    guesses: createThrottle(rules, common.nowMs),
    signUps: createThrottle(rules, common.nowMs),
  });
  return { disk, signUp };
}

it('a sign-up that the disk refused is not counted', async () => {
  const { disk, signUp } = open();
  disk.isFull = true;
  for (let n = 0; n < 3; n += 1) await expect(signUp(VISITOR, FORM)).rejects.toThrow('ENOSPC');
  disk.isFull = false;
  expect((await signUp(VISITOR, FORM)).ok).toBe(true);
  expect(await signUp(VISITOR, { ...FORM, username: 'ben' })).toMatchObject({ ok: false, code: 'slow-down' });
});
