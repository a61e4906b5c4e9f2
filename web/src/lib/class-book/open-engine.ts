import type { ClassStatus } from '$lib/class-sync/class-status.ts';
import type { SyncParts } from '$lib/class-sync/sync-parts.ts';
import { createClassApi } from '$lib/platform/class-api.ts';
import { openClassChannel } from '$lib/platform/class-channel.ts';
import { unsentMemory } from '$lib/platform/class-unsent.ts';
import { ClassStore } from '$lib/platform/class-store.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { DeviceAccount } from '$lib/platform/device-profiles.ts';
import { whenIdle } from '$lib/platform/idle.ts';
import { watchPageLife } from '$lib/platform/page-life.ts';
import { randomBytes } from '$lib/platform/random.ts';
import { createSyncApi, type ApiRefusal } from '$lib/platform/sync-api.ts';
import { browserLocks } from '$lib/platform/sync-lock.ts';
import type { Network } from '$lib/platform/sync-network.ts';
import { connectByWebsocket } from '$lib/platform/sync-socket.ts';
import { browserTimers } from '$lib/platform/timers.ts';
import { Today } from '$lib/platform/today.ts';
import { ClassEngine } from './class-engine.ts';
import { UnsentWatch, type LostChanges } from './unsent-watch.ts';
import { uuidFromBytes } from './uuid.ts';

/** Wires the engine to the browser. */
export function openEngine(parts: {
  readonly account: DeviceAccount;
  readonly database: LedgerDatabase;
  readonly network: Network;
  readonly onChanged: () => Promise<void>;
  readonly onRefused: (refusal: ApiRefusal | null) => void;
  readonly onStatus: (classId: string, status: ClassStatus | null) => void;
  readonly onUnsaved: NonNullable<SyncParts['onUnsaved']>;
  readonly onLost: (lost: LostChanges | null) => void;
}): ClassEngine {
  const { database } = parts;
  const page = watchPageLife();
  const today = new Today({ now: Date.now, timers: browserTimers, page });
  const store = new ClassStore(database);
  const channel = openClassChannel(database.name);
  const watch = new UnsentWatch({
    database,
    store,
    memory: unsentMemory(database.name),
    channel: openClassChannel(database.name),
    timers: browserTimers,
    now: Date.now,
    newId: () => uuidFromBytes(randomBytes(16)),
    onLost: parts.onLost,
  });
  void watch.look();
  return new ClassEngine({
    ...parts,
    profileName: database.name,
    onStatus: (classId, status) => {
      parts.onStatus(classId, status);
      watch.changed();
    },
    store,
    channel: {
      ...channel,
      close: () => {
        watch.close();
        channel.close();
      },
    },
    api: createSyncApi({ accountId: parts.account.id }),
    classApi: createClassApi({ accountId: parts.account.id }),
    connect: connectByWebsocket(`${location.origin.replace(/^http/, 'ws')}/sync`, {
      accountId: parts.account.id,
    }),
    locks: browserLocks,
    timers: browserTimers,
    now: Date.now,
    randomBytes,
    whenIdle,
    page,
    today: () => today.day,
  });
}
