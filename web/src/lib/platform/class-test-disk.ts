import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { browserDriver, LedgerDatabase } from './database.ts';
import type { DatabaseDriver } from './database-driver.ts';
import type { Timers } from './timers.ts';

/** The disk of one device in a process with several: pages come and go, what they wrote stays. */
export class TestDisk {
  readonly #factory = new IDBFactory();
  #running = 0;

  /** Transactions that have not ended. */
  get running(): number {
    return this.#running;
  }

  /** The database as a page opens it. */
  open(name: string, timers: Timers): LedgerDatabase {
    const count = async <T>(work: Promise<T>): Promise<T> => {
      this.#running++;
      return work.finally(() => this.#running--);
    };
    const driver: DatabaseDriver = {
      open: (...request) => {
        globalThis.indexedDB = this.#factory;
        return browserDriver.open(...request);
      },
      remove: (removed) => {
        globalThis.indexedDB = this.#factory;
        return browserDriver.remove(removed);
      },
    };
    const database = new LedgerDatabase({ name, driver, timers });
    const [read, write] = [database.read.bind(database), database.write.bind(database)];
    database.read = (stores, work) => count(read(stores, work));
    database.write = (stores, work, options) => count(write(stores, work, options));
    return database;
  }
}
