import type { Argon2 } from './password-hasher.ts';

/** Instead of argon2: counts what is asked of it, and can be held to see what runs at the same time. */
export function createFakeArgon2(): Argon2 & {
  readonly counts: { hash: number; verify: number; atOnce: number; most: number };
  hold: () => () => void;
} {
  const counts = { hash: 0, verify: 0, atOnce: 0, most: 0 };
  let gate: Promise<void> = Promise.resolve();
  const work = async (): Promise<void> => {
    counts.atOnce += 1;
    counts.most = Math.max(counts.most, counts.atOnce);
    await gate;
    counts.atOnce -= 1;
  };
  return {
    counts,
    hold() {
      let open = (): void => undefined;
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
    async hash(password) {
      counts.hash += 1;
      await work();
      return `$argon2id$v=19$m=19456,t=2,p=1$${Buffer.from(password).toString('base64url')}`;
    },
    async verify(hash, password) {
      counts.verify += 1;
      await work();
      return hash.endsWith(`$${Buffer.from(password).toString('base64url')}`);
    },
  };
}
