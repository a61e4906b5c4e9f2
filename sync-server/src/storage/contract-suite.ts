import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeAccountContract } from './account-contract.ts';
import { describeClassContract } from './class-contract.ts';
import { describeDocumentContract } from './document-contract.ts';
import type { Storage } from './port.ts';
import { makeAccount, makeClass, makeEntry } from './storage-fixture.ts';

/** A storage under test. The clock of the storage must stand at `CONTRACT_NOW` throughout. */
export interface StorageUnderTest {
  readonly storage: Storage;
  /** What a new process would find, after the storage was closed. The memory storage gives itself. */
  readonly reopen: () => Promise<Storage>;
  readonly cleanUp: () => Promise<void>;
}

export const CONTRACT_NOW = Date.parse('2026-01-20T00:00:00.000Z');
const UNKNOWN_ID = '99999999-9999-4999-8999-999999999999';
const HOSTILE_IDS = [
  '../../etc/passwd',
  '..',
  '',
  '.',
  `${UNKNOWN_ID}/..`,
  UNKNOWN_ID.replace('9', 'A'),
  'a\0b',
];

/** What every implementation of the storage port must do. */
export function describeStorageContract(name: string, open: () => Promise<StorageUnderTest>): void {
  describe(name, () => {
    let tested: StorageUnderTest;
    let storage: Storage;
    beforeEach(async () => {
      tested = await open();
      ({ storage } = tested);
    });
    afterEach(() => tested.cleanUp());
    const reopen = async (): Promise<void> => {
      await storage.close();
      storage = await tested.reopen();
    };

    const opened = { storage: () => storage, reopen };
    describeAccountContract(opened);
    describeClassContract(opened);
    describeDocumentContract(opened);

    describe('hostile ids', () => {
      it.each(HOSTILE_IDS)('find nothing and write nothing: %j', async (id) => {
        expect(await storage.accounts.read(id)).toBeUndefined();
        expect(await storage.classes.read(id)).toBeUndefined();
        expect(await storage.classes.isDeleted(id)).toBe(false);
        expect(await storage.accounts.update(id, (it) => it)).toBeUndefined();
        expect(await storage.classes.update(id, (it) => it)).toBeUndefined();
        await storage.accounts.remove(id);
        await storage.classes.remove(id);
        await expect(storage.accounts.create(makeAccount({ id }))).rejects.toThrow(RangeError);
        await expect(storage.classes.create(makeClass({ id }))).rejects.toThrow(RangeError);
        await expect(storage.documents.load(id)).rejects.toMatchObject({ reason: 'closed' });
        await expect(storage.documents.append(id, makeEntry(1))).rejects.toMatchObject({ reason: 'closed' });
      });
    });

    it('refuses everything once it is closed', async () => {
      const record = makeClass();
      await storage.classes.create(record);
      const appended = storage.documents.append(record.id, makeEntry(1));
      await storage.close();
      await appended;
      await storage.close();
      await expect(storage.classes.create(makeClass())).rejects.toMatchObject({ reason: 'closed' });
      await expect(storage.accounts.create(makeAccount())).rejects.toMatchObject({ reason: 'closed' });
      await expect(storage.documents.append(record.id, makeEntry(2))).rejects.toMatchObject({
        reason: 'closed',
      });
    });
  });
}
