import { usernameToKey } from '@tallybook/shared/protocol/account-rules';
import { createClassIndex } from '../class-index.ts';
import { StorageError } from '../port.ts';
import type { AccountRecord, AccountStore, ClassRecord, ClassStore, Storage } from '../port.ts';
import { assertStorageId } from '../storage-id.ts';
import { createMemoryDocuments } from './memory-documents.ts';

/** Runs a step of the storage in a later turn, as a disk would, and refuses it once the storage is closed. */
type Later = <T>(step: () => T) => Promise<T>;

function createAccounts(later: Later): AccountStore {
  const accountById = new Map<string, AccountRecord>();
  const findByUsername = (key: string): AccountRecord | undefined =>
    [...accountById.values()].find(({ username }) => usernameToKey(username) === key);
  return {
    read: (accountId) => later(() => accountById.get(accountId)),
    findByUsername: (usernameKey) => later(() => findByUsername(usernameKey)),
    create: (record) =>
      later(() => {
        assertStorageId(record.id);
        if (findByUsername(usernameToKey(record.username)) !== undefined) return 'username-taken';
        if (accountById.has(record.id)) throw new RangeError('There is an account with this id');
        accountById.set(record.id, record);
        return 'created';
      }),
    update: (accountId, change) =>
      later(() => {
        const before = accountById.get(accountId);
        if (before === undefined) return undefined;
        const after = change(before);
        if (after.id !== accountId || after.username !== before.username) {
          throw new RangeError('The id and the username of an account stay');
        }
        accountById.set(accountId, after);
        return after;
      }),
    remove: (accountId) => later(() => void accountById.delete(accountId)),
    list: async function* () {
      yield* await later(() => [...accountById.values()]);
    },
  };
}

function createClasses(
  later: Later,
  discard: (classId: string) => void,
): ClassStore & { has(id: string): boolean } {
  const index = createClassIndex();
  const deleted = new Set<string>();
  return {
    has: (classId) => index.read(classId) !== undefined,
    read: (classId) => later(() => index.read(classId)),
    findByCode: (code) => later(() => index.findByCode(code)),
    listOf: (accountId) => later(() => index.listOf(accountId)),
    create: (record) =>
      later(() => {
        assertStorageId(record.id);
        if (deleted.has(record.id)) return 'class-deleted';
        if (index.read(record.id) !== undefined) return 'class-exists';
        if (index.hasCode(record.code)) return 'code-taken';
        index.put(record);
        return 'created';
      }),
    update: (classId, change) =>
      later((): ClassRecord | 'code-taken' | undefined => {
        const before = index.read(classId);
        if (before === undefined) return undefined;
        const after = change(before);
        if (after.id !== classId) throw new RangeError('The id of a class stays');
        if (after.code !== before.code && index.hasCode(after.code)) return 'code-taken';
        index.put(after);
        return after;
      }),
    remove: (classId) =>
      later(() => {
        if (index.read(classId) === undefined) return;
        deleted.add(classId);
        index.drop(classId);
        discard(classId);
      }),
    isDeleted: (classId) => later(() => deleted.has(classId)),
    list: async function* () {
      yield* await later(() => index.ids().flatMap((id) => index.read(id) ?? []));
    },
  };
}

export interface MemoryStorage extends Storage {
  /** Makes it usable again after `close`, with all it held: what a restart is to storage on disk. */
  reopen(): void;
}

/** Keeps everything until the process ends: for tests, and as the plainest form of the contract. */
export function createMemoryStorage(nowMs: () => number = Date.now): MemoryStorage {
  let isClosed = false;
  const later: Later = async (step) => {
    if (isClosed) throw new StorageError('closed', 'the storage');
    await Promise.resolve();
    return step();
  };
  const classes = createClasses(later, (classId) => documents.discard(classId));
  const documents = createMemoryDocuments(later, (classId) => classes.has(classId), nowMs);
  return {
    accounts: createAccounts(later),
    classes,
    documents: documents.store,
    close: () => {
      isClosed = true;
      return Promise.resolve();
    },
    reopen: () => void (isClosed = false),
  };
}
