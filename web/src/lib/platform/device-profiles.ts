import { localMemory } from './local-memory.ts';

/** An account whose data is, or was, on this device. */
export interface DeviceAccount {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
}

interface Known {
  /** Whose profile the app works with; null: the profile without an account. */
  readonly currentId: string | null;
  readonly accounts: readonly DeviceAccount[];
}

/** Which accounts this device knows, and with which one the app works. Taking another one needs a new page load. */
export interface DeviceProfiles {
  readonly current: DeviceAccount | null;
  readonly all: readonly DeviceAccount[];
  use(account: DeviceAccount | null): void;
  forget(accountId: string): void;
}

/** The name of the database of an account, and of the one without. */
export function profileNameOf(accountId: string | null): string {
  return accountId === null ? 'tallybook' : `tallybook:${accountId}`;
}

export function browserDeviceProfiles(): DeviceProfiles {
  const memory = localMemory('tallybook:profiles', isKnown);
  const read = (): Known => memory.get() ?? { currentId: null, accounts: [] };
  return {
    get current() {
      const { currentId, accounts } = read();
      return accounts.find(({ id }) => id === currentId) ?? null;
    },
    get all() {
      return read().accounts;
    },
    use(account) {
      const { accounts } = read();
      if (account === null) memory.set({ currentId: null, accounts });
      else {
        const others = accounts.filter(({ id }) => id !== account.id);
        memory.set({ currentId: account.id, accounts: [...others, account] });
      }
    },
    forget(accountId) {
      const { currentId, accounts } = read();
      memory.set({
        currentId: currentId === accountId ? null : currentId,
        accounts: accounts.filter(({ id }) => id !== accountId),
      });
    },
  };
}

function isKnown(value: unknown): value is Known {
  if (typeof value !== 'object' || value === null || !('accounts' in value)) return false;
  const { accounts, currentId } = value as { accounts: unknown; currentId?: unknown };
  return (
    (currentId === null || typeof currentId === 'string') &&
    Array.isArray(accounts) &&
    accounts.every((one: unknown) => typeof one === 'object' && one !== null && 'id' in one)
  );
}
