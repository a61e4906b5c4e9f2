import type { CloseCode, CloseReason } from '@tallybook/shared/protocol/close-codes';
import type { Connection } from './connection.ts';

/** Every open connection, by class and by account, with the time at which its access was last looked up. */
export class ConnectionRegister {
  readonly #byClass = new Map<string, Set<Connection>>();
  readonly #byAccount = new Map<string, Set<Connection>>();
  readonly #checkedAtMs = new Map<Connection, number>();

  get size(): number {
    return this.#checkedAtMs.size;
  }

  all(): readonly Connection[] {
    return [...this.#checkedAtMs.keys()];
  }

  ofClass(classId: string): readonly Connection[] {
    return [...(this.#byClass.get(classId) ?? [])];
  }

  ofAccount(accountId: string): readonly Connection[] {
    return [...(this.#byAccount.get(accountId) ?? [])];
  }

  hasClass(classId: string): boolean {
    return this.#byClass.has(classId);
  }

  /** Returns how many there are then. */
  add(connection: Connection, elapsedMs: number): { readonly inClass: number; readonly ofAccount: number } {
    const { classId, account } = connection.request;
    this.#checkedAtMs.set(connection, elapsedMs);
    return {
      inClass: addTo(this.#byClass, classId, connection),
      ofAccount: addTo(this.#byAccount, account.id, connection),
    };
  }

  remove(connection: Connection): void {
    const { classId, account } = connection.request;
    removeFrom(this.#byClass, classId, connection);
    removeFrom(this.#byAccount, account.id, connection);
    this.#checkedAtMs.delete(connection);
  }

  /** Whether it was looked up so long ago that it is due again; it counts as looked up from then on. */
  takeDue(connection: Connection, elapsedMs: number, everyMs: number): boolean {
    const checkedAtMs = this.#checkedAtMs.get(connection);
    if (checkedAtMs === undefined || elapsedMs - checkedAtMs < everyMs) return false;
    this.#checkedAtMs.set(connection, elapsedMs);
    return true;
  }
}

export function closeEach(connections: readonly Connection[], code: CloseCode, reason: CloseReason): void {
  for (const connection of connections) connection.close(code, reason);
}

function addTo<T>(sets: Map<string, Set<T>>, key: string, item: T): number {
  const set = sets.get(key) ?? new Set<T>();
  sets.set(key, set.add(item));
  return set.size;
}

function removeFrom<T>(sets: Map<string, Set<T>>, key: string, item: T): void {
  const set = sets.get(key);
  set?.delete(item);
  if (set?.size === 0) sets.delete(key);
}
