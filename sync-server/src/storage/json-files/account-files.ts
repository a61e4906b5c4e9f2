import { join } from 'node:path';
import { usernameToKey } from '@tallybook/shared/protocol/account-rules';
import { createKeyedQueue } from '../keyed-queue.ts';
import { StorageError } from '../port.ts';
import type { AccountRecord, AccountStore } from '../port.ts';
import { assertStorageId, isStorageId } from '../storage-id.ts';
import { removeQuietly, replaceFile, toStorageError } from './data-files.ts';
import type { DataFiles } from './data-files.ts';
import { moveAside } from './quarantine.ts';
import { parseAccount } from './record-shape.ts';
import { sealJson } from './sealed-json.ts';

export interface AccountFiles {
  readonly store: AccountStore;
  close(): Promise<void>;
}

const FILE_NAME = /^([0-9a-f-]{36})\.json$/;

/** Reads all accounts; damaged files are moved to `accounts/quarantine/`. */
async function readAccounts(data: DataFiles, folder: string): Promise<Map<string, AccountRecord>> {
  const accountById = new Map<string, AccountRecord>();
  for (const { name } of (await data.files.list(folder)) ?? []) {
    const id = FILE_NAME.exec(name)?.[1];
    if (id === undefined || !isStorageId(id)) continue;
    const bytes = data.files.readBlocking(join(folder, name));
    const account = bytes === undefined ? undefined : parseAccount(bytes, id);
    if (account === undefined) await moveAside(data, folder, name);
    else accountById.set(id, account);
  }
  return accountById;
}

/** Opens the accounts of a data folder. All of them are kept in memory; a change is seen once it is on the disk. */
export async function openAccountFiles(data: DataFiles): Promise<AccountFiles> {
  const folder = join(data.folder, 'accounts');
  const pathOf = (id: string): string => join(folder, `${id}.json`);
  const accountById = await readAccounts(data, folder);
  const idByUsername = new Map<string, string>();
  for (const account of [...accountById.values()].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))) {
    const key = usernameToKey(account.username);
    if (idByUsername.has(key))
      data.report('duplicate', pathOf(account.id), 'its username belongs to an older account');
    else idByUsername.set(key, account.id);
  }

  const queue = createKeyedQueue();
  /** Files of creations that failed: they must be gone before anybody else can get the username. */
  const unfinished = new Set<string>();
  let isClosed = false;

  const run = async <T>(key: string, task: () => Promise<T>): Promise<T> => {
    if (isClosed) throw new StorageError('closed', 'the storage');
    try {
      return await queue.run(key, task);
    } catch (error) {
      throw toStorageError(error);
    }
  };

  const removeUnfinished = async (): Promise<void> => {
    if (unfinished.size === 0) return;
    const ids = [...unfinished];
    for (const id of ids) await data.files.remove(pathOf(id));
    await data.files.syncFolder(folder);
    for (const id of ids) unfinished.delete(id);
  };

  const create = async (record: AccountRecord, key: string): Promise<'created' | 'username-taken'> => {
    if (idByUsername.has(key)) return 'username-taken';
    if (accountById.has(record.id)) throw new RangeError('There is an account with this id');
    await removeUnfinished();
    try {
      await replaceFile(data, pathOf(record.id), sealJson(record));
    } catch (error) {
      unfinished.add(record.id);
      await removeQuietly(data, pathOf(record.id));
      throw error;
    }
    accountById.set(record.id, record);
    idByUsername.set(key, record.id);
    return 'created';
  };

  return {
    store: {
      read: (accountId) => Promise.resolve(accountById.get(accountId)),
      findByUsername: (usernameKey) => {
        const id = idByUsername.get(usernameKey);
        return Promise.resolve(id === undefined ? undefined : accountById.get(id));
      },
      create: async (record) => {
        assertStorageId(record.id);
        const key = usernameToKey(record.username);
        return run(`username ${key}`, () => create(record, key));
      },
      update: (accountId, change) =>
        run(accountId, async () => {
          const before = accountById.get(accountId);
          if (before === undefined) return undefined;
          const after = change(before);
          if (after === before) return before;
          if (after.id !== accountId || after.username !== before.username) {
            throw new RangeError('The id and the username of an account stay');
          }
          await replaceFile(data, pathOf(accountId), sealJson(after));
          accountById.set(accountId, after);
          return after;
        }),
      remove: (accountId) =>
        run(accountId, async () => {
          const account = accountById.get(accountId);
          if (account === undefined) {
            if (unfinished.has(accountId)) await removeUnfinished();
            return;
          }
          await data.files.remove(pathOf(accountId));
          await data.files.syncFolder(folder);
          accountById.delete(accountId);
          const key = usernameToKey(account.username);
          if (idByUsername.get(key) === accountId) idByUsername.delete(key);
        }),
      list: async function* () {
        await Promise.resolve();
        for (const id of [...accountById.keys()]) {
          const account = accountById.get(id);
          if (account !== undefined) yield account;
        }
      },
    },
    close: async () => {
      isClosed = true;
      await queue.idle();
    },
  };
}
