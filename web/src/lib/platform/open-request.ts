import type { OpenDBCallbacks } from 'idb';
import type { DatabaseDriver } from './database-driver.ts';
import {
  metaKeys,
  type Connection,
  type LedgerSchema,
  type Migration,
  type UpgradeTransaction,
} from './schema.ts';
import { openRefusal } from './storage-errors.ts';
import { refused, stored, type StorageRefusal } from './storage-result.ts';
import type { Timers } from './timers.ts';
import { abortQuietly } from './transaction.ts';

const OPEN_TIMEOUT_MS = 5_000;
const UPGRADE_TIMEOUT_MS = 60_000;

export interface OpenRequest {
  readonly driver: DatabaseDriver;
  readonly timers: Timers;
  readonly name: string;
  /** Undefined opens whatever version is there. */
  readonly version: number | undefined;
  readonly migrations: readonly Migration[];
  /** Name of the copy made for this migration; null: existing data is not migrated, `upgradeFrom` is answered. */
  readonly copyName: string | null;
  /** A newer copy of the app wants to upgrade the database. */
  readonly onVersionChange: () => void;
  /** The browser closed the connection by itself. */
  readonly onTerminated: (connection: Connection) => void;
  /** The connection came after the request had been answered with a timeout. */
  readonly onLate: (connection: Connection) => void;
}

export type OpenOutcome =
  | { readonly ok: true; readonly value: Connection }
  | { readonly ok: false; readonly refusal: StorageRefusal; readonly upgradeFrom?: number };

/**
 * One request to open a database. It settles after five seconds at the latest (an upgrade has a minute): some browsers
 * never call back, and a request that an older tab blocks hears nothing more until that tab is closed.
 */
export function requestConnection(request: OpenRequest): Promise<OpenOutcome> {
  return new Promise((resolve) => {
    let isBlocked = false;
    let isLate = false;
    let upgradeFrom: number | undefined;
    let stepError: unknown;
    let connection: Connection | undefined;
    const giveUp = (): void => {
      isLate = true;
      resolve(isBlocked ? refused('blocked-by-other-tab', 'blocked') : refused('timed-out', 'open'));
    };
    let cancel = request.timers.after(OPEN_TIMEOUT_MS, giveUp);
    const callbacks: OpenDBCallbacks<LedgerSchema> = {
      blocked: () => void (isBlocked = true),
      blocking: request.onVersionChange,
      terminated: () => connection && request.onTerminated(connection),
      upgrade: (upgrading, oldVersion, _newVersion, transaction) => {
        cancel();
        // Aborting is told by the open request; idb's own promise of the transaction would go unheard.
        transaction.done.catch(() => undefined);
        if (oldVersion > 0 && request.copyName === null) {
          upgradeFrom = oldVersion;
          abortQuietly(transaction);
          return;
        }
        cancel = request.timers.after(UPGRADE_TIMEOUT_MS, giveUp);
        migrate(upgrading, oldVersion, transaction, request).catch((error: unknown) => {
          stepError = error;
          abortQuietly(transaction);
        });
      },
    };
    // Inside a promise, since a browser without IndexedDB throws instead of answering.
    const answer = Promise.resolve().then(() =>
      request.driver.open(request.name, request.version, callbacks),
    );
    answer.then(
      (opened) => {
        cancel();
        connection = opened;
        if (isLate) request.onLate(opened);
        else resolve(stored(opened));
      },
      (error: unknown) => {
        cancel();
        if (upgradeFrom !== undefined) resolve({ ...refused('failed', 'upgrade'), upgradeFrom });
        else resolve(openRefusal(stepError ?? error));
      },
    );
  });
}

async function migrate(
  connection: Connection,
  from: number,
  transaction: UpgradeTransaction,
  { migrations, copyName }: OpenRequest,
): Promise<void> {
  for (const step of migrations) if (step.to > from) await step.apply(connection, transaction);
  if (copyName === null) return;
  await transaction.objectStore('meta').put({ key: metaKeys.migrationCopy, value: copyName });
}
