import 'fake-indexeddb/auto';
import { IDBDatabase, IDBFactory, IDBIndex, IDBObjectStore, IDBTransaction } from 'fake-indexeddb';
import { browserDriver } from './database.ts';
import type { DatabaseDriver } from './database-driver.ts';
import type { Connection } from './schema.ts';

/** The calls that a test can make fail; 'commit' is the end of a transaction whose requests all succeeded. */
export const faultyOperations = [
  'open',
  'transaction',
  'get',
  'getKey',
  'getAll',
  'getAllKeys',
  'count',
  'put',
  'delete',
  'clear',
  'openKeyCursor',
  'commit',
] as const;
export type FaultyOperation = (typeof faultyOperations)[number];

export interface Fault {
  /** 'committed-then-lost': a write reaches the disk, and the failure comes in the place of its completion. */
  readonly operation: FaultyOperation | 'committed-then-lost';
  readonly errorName: string;
  /** How often it strikes; for ever by default. */
  readonly times?: number;
  /** How many calls go well before it strikes. */
  readonly after?: number;
  /**
   * 'call' throws at once, 'request' fails the request later as most browsers do; 'never' leaves the completion of
   * 'committed-then-lost' out and says nothing in its place.
   */
  readonly at?: 'call' | 'request' | 'never';
  /** Only in this store. */
  readonly store?: string;
  /** Only when a request asks for this key, or for a range that holds it; it ends when a put replaces the row. */
  readonly key?: string;
}

type Armed = Fault & { left: number; skip: number };
type Method = (this: object, ...args: unknown[]) => unknown;
interface FakeTransaction {
  mode: string;
  error: unknown;
  _state: string;
  _requests: unknown[];
  _abort(errorName: string): void;
}

/**
 * A disk of its own over fake-indexeddb, whose operations fail on demand. Faults sit below idb, in the calls that a
 * browser would fail. One disk is active at a time; `restore` takes the faults out of the library again.
 */
export class FaultyStorage {
  readonly factory = new IDBFactory();
  readonly openConnections = new Set<Connection>();
  openCount = 0;
  /** The write transactions begun so far. */
  readonly writes: { readonly stores: readonly string[]; readonly durability: string }[] = [];
  #faults: Armed[] = [];
  #nextOperationError: DOMException | null = null;
  readonly #undo: (() => void)[] = [];

  constructor() {
    for (const operation of [
      'get',
      'getKey',
      'getAll',
      'getAllKeys',
      'count',
      'put',
      'delete',
      'clear',
      'openKeyCursor',
    ] as const) {
      this.#patchRequests(IDBObjectStore.prototype, operation);
      if (operation in IDBIndex.prototype) this.#patchRequests(IDBIndex.prototype, operation);
    }
    this.#patch(IDBDatabase.prototype, 'transaction', (original) => {
      const strike = (): Armed | undefined => this.#strike('transaction');
      const { writes } = this;
      return function (...args) {
        const fault = strike();
        if (fault) throw new DOMException('injected', fault.errorName);
        const [stores, mode, options] = args as [string[], string, { durability?: string } | undefined];
        if (mode === 'readwrite') writes.push({ stores, durability: options?.durability ?? 'default' });
        return original.apply(this, args);
      };
    });
    this.#patch(IDBTransaction.prototype, '_execRequestAsync', (original) => {
      const takeError = (): DOMException | null => {
        const error = this.#nextOperationError;
        this.#nextOperationError = null;
        return error;
      };
      return function (request) {
        const error = takeError();
        if (!error) return original.call(this, request);
        const failing = () => {
          throw error;
        };
        return original.call(this, { ...(request as object), operation: failing });
      };
    });
    this.#patch(IDBTransaction.prototype, 'dispatchEvent', (original) => {
      const strike = (): Armed | undefined => this.#strike('committed-then-lost');
      return function (event) {
        const transaction = this as FakeTransaction;
        const isEnd = (event as { type: string }).type === 'complete' && transaction.mode === 'readwrite';
        const fault = isEnd ? strike() : undefined;
        if (!fault) return original.call(this, event);
        if (fault.at === 'never') return true;
        transaction.error = new DOMException('injected', fault.errorName);
        Object.defineProperty(event, 'type', { value: 'abort' });
        return original.call(this, event);
      };
    });
    this.#patch(IDBTransaction.prototype, '_start', (original) => {
      const strike = (): Armed | undefined => this.#strike('commit');
      return function (...args) {
        const transaction = this as FakeTransaction;
        const isEnding =
          transaction._requests.length === 0 && transaction._state !== 'finished' && !transaction.error;
        const fault = isEnding && transaction.mode === 'readwrite' ? strike() : undefined;
        if (!fault) return original.apply(this, args);
        transaction._abort(fault.errorName);
        return undefined;
      };
    });
  }

  readonly driver: DatabaseDriver = {
    open: async (name, version, callbacks) => {
      this.openCount++;
      const fault = this.#strike('open');
      if (fault) throw new DOMException('injected', fault.errorName);
      globalThis.indexedDB = this.factory;
      const connection = await browserDriver.open(name, version, callbacks);
      this.openConnections.add(connection);
      return connection;
    },
    remove: (name) => {
      globalThis.indexedDB = this.factory;
      return browserDriver.remove(name);
    },
  };

  fail(fault: Fault): void {
    this.#faults.push({ ...fault, left: fault.times ?? Infinity, skip: fault.after ?? 0 });
  }

  heal(): void {
    this.#faults = [];
  }

  restore(): void {
    for (const undo of this.#undo.splice(0)) undo();
    for (const connection of this.openConnections) connection.close();
  }

  #strike(operation: Fault['operation'], store?: string, query?: unknown): Armed | undefined {
    const fault = this.#faults.find(
      (each) =>
        each.operation === operation &&
        each.left > 0 &&
        (each.store === undefined || each.store === store) &&
        (each.key === undefined || covers(query, each.key)),
    );
    if (!fault) return undefined;
    if (fault.skip > 0) {
      fault.skip--;
      return undefined;
    }
    fault.left--;
    return fault;
  }

  #patchRequests(prototype: object, operation: FaultyOperation): void {
    const strike = (store: string, query: unknown): Armed | undefined =>
      this.#strike(operation, store, query);
    const failNextOperation = (error: DOMException): void => void (this.#nextOperationError = error);
    const cure = (store: string, { id }: { id?: string }): void => {
      const isCured = (fault: Armed) => fault.key !== undefined && fault.key === id && fault.store === store;
      this.#faults = this.#faults.filter((fault) => !isCured(fault));
    };
    this.#patch(
      prototype,
      operation,
      (original) =>
        function (...args) {
          const source = this as { name: string; objectStore?: { name: string } };
          const fault = strike(source.objectStore?.name ?? source.name, args[0]);
          const error = fault && new DOMException('injected', fault.errorName);
          if (error && fault.at === 'call') throw error;
          if (!error && operation === 'put') cure(source.name, args[0] as { id?: string });
          if (error) failNextOperation(error);
          return original.apply(this, args);
        },
    );
  }

  #patch(prototype: object, name: string, wrap: (original: Method) => Method): void {
    const methods = prototype as Record<string, Method>;
    const original = methods[name];
    if (!original) throw new Error(`fake-indexeddb has no ${name}`);
    methods[name] = wrap(original);
    this.#undo.push(() => void (methods[name] = original));
  }
}

function covers(query: unknown, key: string): boolean {
  if (query === undefined || query === null) return true;
  return query instanceof IDBKeyRange ? query.includes(key) : query === key;
}
