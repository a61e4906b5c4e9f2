import { describe, expect, it } from 'vitest';
import type { OpenedStorage } from './document-contract.ts';
import { collect, makeAccount } from './storage-fixture.ts';

/** The part of the contract that is about accounts; called inside a describe. */
export function describeAccountContract({ storage, reopen }: OpenedStorage): void {
  describe('accounts', () => {
    it('are read by id and by username, also after a restart', async () => {
      const account = makeAccount({ username: 'Ada.L' });
      expect(await storage().accounts.create(account)).toBe('created');
      await reopen();
      expect(await storage().accounts.read(account.id)).toEqual(account);
      expect(await storage().accounts.findByUsername('ada.l')).toEqual(account);
      expect(await storage().accounts.findByUsername('Ada.L')).toBeUndefined();
      expect(await collect(storage().accounts.list())).toEqual([account]);
    });

    it('get a username once, whatever its case', async () => {
      expect(await storage().accounts.create(makeAccount({ username: 'ada' }))).toBe('created');
      expect(await storage().accounts.create(makeAccount({ username: 'ADA' }))).toBe('username-taken');
      await reopen();
      expect(await storage().accounts.create(makeAccount({ username: 'Ada' }))).toBe('username-taken');
    });

    it('give a username to one of many who ask at once', async () => {
      const rivals = Array.from({ length: 10 }, () => makeAccount({ username: 'ada' }));
      const answers = await Promise.all(rivals.map((rival) => storage().accounts.create(rival)));
      expect(answers.filter((answer) => answer === 'created')).toHaveLength(1);
      const winner = rivals[answers.indexOf('created')];
      expect(await storage().accounts.findByUsername('ada')).toEqual(winner);
    });

    it('change one after another', async () => {
      const account = makeAccount({ displayName: '' });
      await storage().accounts.create(account);
      const letters = ['a', 'b', 'c', 'd'];
      await Promise.all(
        letters.map((letter) =>
          storage().accounts.update(account.id, (it) => ({ ...it, displayName: it.displayName + letter })),
        ),
      );
      await reopen();
      expect((await storage().accounts.read(account.id))?.displayName).toBe('abcd');
    });

    it('stay as they are when a change gives the same record, or throws', async () => {
      const account = makeAccount();
      await storage().accounts.create(account);
      expect(await storage().accounts.update(account.id, (it) => it)).toEqual(account);
      const failing = storage().accounts.update(account.id, () => {
        throw new RangeError('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(
        await storage().accounts.update(account.id, (it) => ({ ...it, displayName: 'B' })),
      ).toMatchObject({
        displayName: 'B',
      });
    });

    it('are gone when removed, and their username is free', async () => {
      const account = makeAccount({ username: 'ada' });
      await storage().accounts.create(account);
      await storage().accounts.remove(account.id);
      await storage().accounts.remove(account.id);
      expect(await storage().accounts.read(account.id)).toBeUndefined();
      expect(await storage().accounts.update(account.id, (it) => it)).toBeUndefined();
      await reopen();
      expect(await collect(storage().accounts.list())).toEqual([]);
      expect(await storage().accounts.create(makeAccount({ username: 'ada' }))).toBe('created');
    });

    it('answer a removal and a change at once with one of the two orders', async () => {
      const account = makeAccount();
      await storage().accounts.create(account);
      await Promise.all([
        storage().accounts.remove(account.id),
        storage().accounts.update(account.id, (it) => ({ ...it, displayName: 'B' })),
      ]);
      await reopen();
      expect(await storage().accounts.read(account.id)).toBeUndefined();
    });
  });
}
