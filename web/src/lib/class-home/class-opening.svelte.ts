import type { LiveClass } from '$lib/live-class/live-class.svelte.ts';
import type { StorageRefusal, StorageResult } from '$lib/platform/storage-result.ts';

export type OpeningState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly live: LiveClass }
  /** No such class on this device. */
  | { readonly kind: 'unknown' }
  /** The code for classes could not be fetched. */
  | { readonly kind: 'no-code' }
  | { readonly kind: 'no-storage'; readonly reason: StorageRefusal['reason'] };

/** What opens classes, once its code is there. */
interface ClassOpener {
  openLive(classId: string): Promise<StorageResult<LiveClass | null>>;
}

/** Opens one class for a screen, and closes it however far that came. */
export class ClassOpening {
  #state = $state.raw<OpeningState>({ kind: 'opening' });
  readonly #classId: string;
  readonly #engine: () => Promise<ClassOpener>;
  #isClosed = false;
  #isBusy = false;
  #wantsAnother = false;

  constructor(classId: string, engine: () => Promise<ClassOpener>) {
    this.#classId = classId;
    this.#engine = engine;
  }

  get state(): OpeningState {
    return this.#state;
  }

  /** Tries, or tries again. Asked for while it is busy, it looks once more if nothing was found. */
  async open(): Promise<void> {
    if (this.#isClosed || this.#state.kind === 'open') return;
    if (this.#isBusy) {
      this.#wantsAnother = true;
      return;
    }
    this.#isBusy = true;
    this.#state = { kind: 'opening' };
    let found = await this.#look();
    while (found.kind === 'unknown' && this.#wantsAnother) {
      this.#wantsAnother = false;
      found = await this.#look();
    }
    this.#isBusy = false;
    this.#wantsAnother = false;
    await this.#arrive(found);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await closeIfOpen(this.#state);
  }

  async #arrive(found: OpeningState): Promise<void> {
    // Left in the meantime: nobody else will close it.
    if (this.#isClosed) await closeIfOpen(found);
    else this.#state = found;
  }

  async #look(): Promise<OpeningState> {
    let engine: ClassOpener;
    try {
      engine = await this.#engine();
    } catch {
      // It rejects only when the code cannot be loaded, and the screen says so.
      return { kind: 'no-code' };
    }
    const opened = await engine.openLive(this.#classId);
    if (!opened.ok) return { kind: 'no-storage', reason: opened.refusal.reason };
    return opened.value ? { kind: 'open', live: opened.value } : { kind: 'unknown' };
  }
}

async function closeIfOpen(state: OpeningState): Promise<void> {
  if (state.kind === 'open') await state.live.close();
}
