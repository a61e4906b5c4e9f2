import type { OpenDBCallbacks } from 'idb';
import type { Connection, LedgerSchema } from './schema.ts';

/** The two calls that reach the browser's database; tests wrap them. `database.ts` has the browser's own. */
export interface DatabaseDriver {
  open(
    name: string,
    version: number | undefined,
    callbacks: OpenDBCallbacks<LedgerSchema>,
  ): Promise<Connection>;
  remove(name: string): Promise<void>;
}
