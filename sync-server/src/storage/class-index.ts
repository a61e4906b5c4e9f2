import type { ClassRecord } from './port.ts';

/** Class records in memory, found by id, by code and by the accounts in their member lists. */
export interface ClassIndex {
  read(classId: string): ClassRecord | undefined;
  hasCode(code: string): boolean;
  findByCode(code: string): ClassRecord | undefined;
  listOf(accountId: string): ClassRecord[];
  /** Adds or replaces a record. A code that another class has stays with that one. */
  put(record: ClassRecord): void;
  drop(classId: string): void;
  ids(): string[];
}

function accountsOf(record: ClassRecord): Set<string> {
  return new Set(record.members.flatMap(({ accountId }) => (accountId === null ? [] : [accountId])));
}

export function createClassIndex(): ClassIndex {
  const recordById = new Map<string, ClassRecord>();
  const idByCode = new Map<string, string>();
  const idsByAccount = new Map<string, Set<string>>();

  const read = (classId: string): ClassRecord | undefined => recordById.get(classId);

  const drop = (classId: string): void => {
    const record = recordById.get(classId);
    if (record === undefined) return;
    recordById.delete(classId);
    if (idByCode.get(record.code) === classId) idByCode.delete(record.code);
    for (const accountId of accountsOf(record)) {
      const ids = idsByAccount.get(accountId);
      ids?.delete(classId);
      if (ids?.size === 0) idsByAccount.delete(accountId);
    }
  };

  return {
    read,
    hasCode: (code) => idByCode.has(code),
    findByCode: (code) => {
      const id = idByCode.get(code);
      return id === undefined ? undefined : read(id);
    },
    listOf: (accountId) => [...(idsByAccount.get(accountId) ?? [])].flatMap((id) => read(id) ?? []),
    put: (record) => {
      drop(record.id);
      recordById.set(record.id, record);
      if (!idByCode.has(record.code)) idByCode.set(record.code, record.id);
      for (const accountId of accountsOf(record)) {
        const ids = idsByAccount.get(accountId);
        if (ids === undefined) idsByAccount.set(accountId, new Set([record.id]));
        else ids.add(record.id);
      }
    },
    drop,
    ids: () => [...recordById.keys()],
  };
}
