import { describe, expect, it } from 'vitest';
import type { OpenedStorage } from './document-contract.ts';
import { collect, makeAccount, makeClass, makeEntry } from './storage-fixture.ts';

/** The part of the contract that is about classes; called inside a describe. */
export function describeClassContract({ storage, reopen }: OpenedStorage): void {
  describe('classes', () => {
    it('are found by id, by code and by their accounts, also after a restart', async () => {
      const account = makeAccount();
      const member = {
        memberId: 'm_aaaaaaaaaaaaaaaa',
        role: 'member',
        joinedAt: account.createdAt,
      } as const;
      const joined = makeClass({ members: [{ ...member, accountId: account.id }] });
      const left = makeClass({
        members: [{ ...member, accountId: account.id, leftAt: account.createdAt }],
      });
      const former = makeClass({ members: [{ ...member, accountId: null }] });
      for (const record of [joined, left, former]) await storage().classes.create(record);
      await reopen();
      expect(await storage().classes.read(joined.id)).toEqual(joined);
      expect(await storage().classes.findByCode(left.code)).toEqual(left);
      const listed = await storage().classes.listOf(account.id);
      expect(new Set(listed.map(({ id }) => id))).toEqual(new Set([joined.id, left.id]));
      expect(await collect(storage().classes.list())).toHaveLength(3);
    });

    it('are created once, with a code that nobody has', async () => {
      const record = makeClass();
      expect(await storage().classes.create(record)).toBe('created');
      expect(await storage().classes.create(makeClass({ id: record.id }))).toBe('class-exists');
      expect(await storage().classes.create(makeClass({ code: record.code }))).toBe('code-taken');
    });

    it('give an id and a code to one of many who ask at once', async () => {
      const id = makeClass().id;
      const sameId = await Promise.all(
        [1, 2, 3].map((n) => storage().classes.create(makeClass({ id, code: `CODE${n}` }))),
      );
      expect(sameId).toEqual(['created', 'class-exists', 'class-exists']);
      const sameCode = await Promise.all(
        [1, 2, 3].map(() => storage().classes.create(makeClass({ code: 'SAME' }))),
      );
      expect(sameCode.filter((answer) => answer === 'created')).toHaveLength(1);
      expect(sameCode.filter((answer) => answer === 'code-taken')).toHaveLength(2);
    });

    it('change their code only to a free one, and free the former', async () => {
      const [first, second] = [makeClass({ code: 'ONE' }), makeClass({ code: 'TWO' })];
      await storage().classes.create(first);
      await storage().classes.create(second);
      expect(await storage().classes.update(first.id, (it) => ({ ...it, code: 'TWO' }))).toBe('code-taken');
      expect(await storage().classes.update(first.id, (it) => ({ ...it, code: 'THREE' }))).toMatchObject({
        code: 'THREE',
      });
      await reopen();
      expect(await storage().classes.findByCode('ONE')).toBeUndefined();
      expect((await storage().classes.findByCode('THREE'))?.id).toBe(first.id);
      expect((await storage().classes.findByCode('TWO'))?.id).toBe(second.id);
      expect(await storage().classes.update(second.id, (it) => ({ ...it, code: 'ONE' }))).toMatchObject({
        code: 'ONE',
      });
    });

    it('change one after another, and are listed by the members they have now', async () => {
      const [one, two] = [makeAccount(), makeAccount()];
      const record = makeClass();
      await storage().classes.create(record);
      const join = (accountId: string) =>
        storage().classes.update(record.id, (it) => ({
          ...it,
          members: [...it.members, { accountId, memberId: 'm_1', role: 'member', joinedAt: it.createdAt }],
        }));
      await Promise.all([join(one.id), join(two.id)]);
      expect((await storage().classes.read(record.id))?.members).toHaveLength(2);
      await storage().classes.update(record.id, (it) => ({
        ...it,
        members: it.members.map((member) =>
          member.accountId === one.id ? { ...member, accountId: null } : member,
        ),
      }));
      await reopen();
      expect(await storage().classes.listOf(one.id)).toEqual([]);
      expect(await storage().classes.listOf(two.id)).toHaveLength(1);
    });

    it('leave a tombstone, and nothing of their document, when removed', async () => {
      const record = makeClass();
      await storage().classes.create(record);
      await storage().documents.append(record.id, makeEntry(1));
      expect(await storage().classes.isDeleted(record.id)).toBe(false);
      await storage().classes.remove(record.id);
      await storage().classes.remove(record.id);
      await expect(storage().documents.load(record.id)).rejects.toMatchObject({ reason: 'closed' });
      await reopen();
      expect(await storage().classes.isDeleted(record.id)).toBe(true);
      expect(await storage().classes.read(record.id)).toBeUndefined();
      expect(await storage().classes.findByCode(record.code)).toBeUndefined();
      expect(await storage().classes.update(record.id, (it) => it)).toBeUndefined();
      expect(await storage().classes.create(record)).toBe('class-deleted');
      await expect(storage().documents.load(record.id)).rejects.toMatchObject({ reason: 'closed' });
    });

    it('refuse appends that come with or after their removal', async () => {
      const record = makeClass();
      await storage().classes.create(record);
      const removal = storage().classes.remove(record.id);
      const appended = await Promise.allSettled(
        [1, 2, 3].map((seq) => storage().documents.append(record.id, makeEntry(seq))),
      );
      await removal;
      for (const result of appended) {
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ reason: 'closed' });
      }
      await expect(storage().documents.append(record.id, makeEntry(4))).rejects.toMatchObject({
        reason: 'closed',
      });
    });
  });
}
