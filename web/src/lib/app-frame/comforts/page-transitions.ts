/** How one screen follows another: 'deeper' and 'back' have a direction, 'beside' has none. */
export type Passage = 'deeper' | 'back' | 'beside';

/** What is known of a navigation before the screen changes. */
export interface Move {
  readonly fromPath: string;
  readonly toPath: string;
  /** Steps in the history, negative backwards; null for a link. */
  readonly delta: number | null;
}

/** The part of the page that has transitions; browsers without them change screens at once. */
export interface TransitionPage {
  readonly isHidden: boolean;
  readonly prefersStillness: boolean;
  start?:
    ((change: () => Promise<void>) => { finished: Promise<unknown>; skipTransition(): void }) | undefined;
  mark(passage: Passage | null): void;
}

const depthOf = (path: string): number => path.split('/').filter((part) => part !== '').length;

/** Null where nothing changes but the address. */
export function passageOf({ fromPath, toPath, delta }: Move): Passage | null {
  if (fromPath === toPath) return null;
  const deeper = depthOf(toPath) - depthOf(fromPath);
  if (deeper === 0) return 'beside';
  // A step back that leads deeper, as from a tab to the form before it, is a way there all the same.
  if (delta !== null && delta < 0) return deeper < 0 ? 'back' : 'beside';
  return deeper > 0 ? 'deeper' : 'back';
}

/**
 * Lets one screen pass into the next. A navigation waits for no more than the picture of the screen that it leaves, and
 * one that comes while another passes ends that at once. One that still waits then waits for ever: the router does not
 * ask again which is the newest, and would draw its screen over the one that followed.
 */
export class PageTransitions {
  readonly #page: TransitionPage;
  #skip: (() => void) | null = null;
  #newest = 0;

  constructor(page: TransitionPage) {
    this.#page = page;
  }

  /**
   * Resolves when the screen may change, never once another navigation has begun; null: at once. `changed` settles when
   * the screen has changed.
   */
  begin(move: Move, changed: Promise<unknown>): Promise<void> | null {
    this.#skip?.();
    const turn = ++this.#newest;
    const passage = passageOf(move);
    const { start, isHidden, prefersStillness } = this.#page;
    if (passage === null || !start || isHidden || prefersStillness) return null;
    this.#page.mark(passage);
    return new Promise((resolve) => {
      const transition = start(async () => {
        if (turn !== this.#newest) return;
        resolve();
        // A navigation that is called off has been drawn as far as it will be.
        await changed.catch(() => undefined);
      });
      const skip = () => transition.skipTransition();
      this.#skip = skip;
      void transition.finished
        .catch(() => undefined)
        .then(() => {
          // The change is called even where the browser skips the pictures.
          if (turn === this.#newest) resolve();
          if (this.#skip !== skip) return;
          this.#skip = null;
          this.#page.mark(null);
        });
    });
  }
}
