interface Transitions {
  startViewTransition?: (change: () => Promise<void>) => {
    ready: Promise<unknown>;
    finished: Promise<unknown>;
    skipTransition(): void;
  };
}

/** The page as what passes from screen to screen sees it. */
export const browserTransitionPage = {
  get isHidden(): boolean {
    return document.visibilityState === 'hidden';
  },
  get prefersStillness(): boolean {
    return matchMedia('(prefers-reduced-motion: reduce)').matches;
  },
  get start() {
    const page: Transitions = document;
    if (!page.startViewTransition) return undefined;
    return (change: () => Promise<void>) => {
      const transition = page.startViewTransition?.(change);
      if (!transition) throw new Error('Transitions went away');
      // Rejects when the pictures are skipped, which is no failure.
      transition.ready.catch(() => undefined);
      return transition;
    };
  },
  /** For the styles of the pictures. */
  mark(passage: string | null): void {
    if (passage === null) delete document.documentElement.dataset['passage'];
    else document.documentElement.dataset['passage'] = passage;
  },
};
