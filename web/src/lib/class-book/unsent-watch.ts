import type { ClassChannel } from '$lib/platform/class-channel.ts';
import type { ClassStore } from '$lib/platform/class-store.ts';
import type { UnsentChanges, UnsentMemory } from '$lib/platform/class-unsent.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { metaKeys } from '$lib/platform/schema.ts';
import type { Timers } from '$lib/platform/timers.ts';
import { nextNote } from './unsent-note.ts';

/** What this device has lost before the server had it. */
export interface LostChanges {
  readonly changes: readonly UnsentChanges[];
  /** Somebody has read of it. */
  dismiss(): void;
}

export interface WatchParts {
  readonly database: LedgerDatabase;
  readonly store: ClassStore;
  readonly memory: UnsentMemory;
  /** One of its own, so that it hears this tab too. */
  readonly channel: ClassChannel;
  readonly timers: Timers;
  readonly now: () => number;
  readonly newId: () => string;
  readonly onLost: (lost: LostChanges | null) => void;
}

/** Many changes in a row are one look. */
const SETTLE_MS = 250;

/** Keeps the note of what is unsent beside the database, and compares the two: a browser can lose a database unasked. */
export class UnsentWatch {
  readonly #parts: WatchParts;
  #looking: Promise<void> | null = null;
  #cancelLater: (() => void) | null = null;
  #isClosed = false;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    parts.channel.listen(() => this.changed());
  }

  /** Something may have been written, or sent. */
  changed(): void {
    if (this.#isClosed) return;
    this.#cancelLater ??= this.#parts.timers.after(SETTLE_MS, () => void this.look());
  }

  /** Brings the note up to date. Never rejects; while the database cannot be read, nothing is noted or said. */
  look(): Promise<void> {
    this.#cancelLater?.();
    this.#cancelLater = null;
    this.#looking = (this.#looking ?? Promise.resolve()).then(() => this.#lookOnce());
    return this.#looking;
  }

  /** Idempotent. */
  close(): void {
    this.#isClosed = true;
    this.#cancelLater?.();
    this.#parts.channel.close();
  }

  async #lookOnce(): Promise<void> {
    const { store, memory, now } = this.#parts;
    // Before the database: what it holds is then never older than what was noted of it.
    const former = memory.get();
    const rows = await store.list();
    const asideCounts = await store.asideCounts();
    if (!rows.ok || !asideCounts.ok) return;
    const held = { rows: rows.value, asideCounts: asideCounts.value };
    if (former === null && nextNote(null, { ...held, databaseId: '' }, 0) === null) return;
    const databaseId = await this.#databaseId();
    if (databaseId === null || this.#isClosed) return;
    if (JSON.stringify(memory.get()) !== JSON.stringify(former)) {
      // Another tab has noted something meanwhile.
      this.changed();
      return;
    }
    const note = nextNote(former, { ...held, databaseId }, now());
    if (JSON.stringify(note) !== JSON.stringify(former)) memory.set(note);
    this.#tell(note?.lost ?? []);
  }

  #tell(changes: readonly UnsentChanges[]): void {
    const { onLost } = this.#parts;
    onLost(changes.length === 0 ? null : { changes, dismiss: () => this.#dismiss() });
  }

  #dismiss(): void {
    const { memory } = this.#parts;
    const note = memory.get();
    if (note) memory.set(Object.keys(note.byClass).length === 0 ? null : { ...note, lost: [] });
    this.#tell([]);
  }

  async #databaseId(): Promise<string | null> {
    const { database, newId } = this.#parts;
    const made = newId();
    const written = await database.write(
      ['meta'],
      async (tx) => {
        const known = await tx.objectStore('meta').get(metaKeys.databaseId);
        if (typeof known?.value === 'string') return known.value;
        await tx.objectStore('meta').put({ key: metaKeys.databaseId, value: made });
        return made;
      },
      // One that a power cut takes back would look like another database.
      { durability: 'strict' },
    );
    return written.ok ? written.value : null;
  }
}
