import { stored, type StorageResult } from '$lib/platform/storage-result.ts';
import { ClassSession } from './class-session.ts';
import type { SyncParts } from './sync-parts.ts';

/** A session in use; `release` is idempotent, and the last one closes the session once all of it is saved. */
export interface OpenClass {
  readonly session: ClassSession;
  release(): Promise<void>;
}

interface Shared {
  readonly opening: Promise<StorageResult<ClassSession | null>>;
  users: number;
}

/** The classes that are in use in this tab, each once: one document and one socket for a screen and for the background. */
export class ClassSessions {
  readonly #parts: SyncParts;
  readonly #shared = new Map<string, Shared>();
  readonly #open = new Set<ClassSession>();
  #isClosing = false;

  constructor(parts: SyncParts) {
    this.#parts = parts;
  }

  /** Null when there is no such class on this device. A screen then calls `connect`. */
  async open(classId: string): Promise<StorageResult<OpenClass | null>> {
    const shared = this.#shared.get(classId) ?? {
      opening: ClassSession.open(classId, this.#parts),
      users: 0,
    };
    this.#shared.set(classId, shared);
    shared.users++;
    const opened = await shared.opening;
    if (!opened.ok || !opened.value) {
      await this.#leave(classId, shared);
      return opened.ok ? stored(null) : opened;
    }
    const session = opened.value;
    this.#open.add(session);
    let isReleased = false;
    const release = async (): Promise<void> => {
      if (isReleased) return;
      isReleased = true;
      await this.#leave(classId, shared);
    };
    return stored({ session, release });
  }

  /** Lets those that wait for a better moment try now. */
  connectOpen(): void {
    for (const session of this.#open) if (session.sync.kind !== 'idle') session.connect();
  }

  /** Takes in what was noted of a class in this tab, where it is open. */
  async reread(classId: string): Promise<void> {
    for (const session of this.#open) if (session.classId === classId) await session.reread();
  }

  /** From now on whatever nobody uses is closed, saved or not. */
  close(): void {
    this.#isClosing = true;
    for (const [classId, shared] of this.#shared) if (shared.users === 0) void this.#close(classId, shared);
  }

  async #leave(classId: string, shared: Shared): Promise<void> {
    if (--shared.users > 0) return;
    const opened = await shared.opening;
    const session = opened.ok ? opened.value : null;
    const isSaved = !session?.isHolding || (await session.save()).ok;
    if (session && !isSaved && !this.#isClosing) {
      // What cannot be saved is nowhere else: it stays in use until it can.
      const stop = session.subscribe(() => {
        if (session.isHolding) return;
        stop();
        if (shared.users === 0) void this.#close(classId, shared);
      });
      return;
    }
    if (shared.users === 0) await this.#close(classId, shared);
  }

  async #close(classId: string, shared: Shared): Promise<void> {
    if (this.#shared.get(classId) === shared) this.#shared.delete(classId);
    const opened = await shared.opening;
    if (!opened.ok || !opened.value) return;
    this.#open.delete(opened.value);
    await opened.value.close();
  }
}
