/**
 * The page going and coming. `beforeunload` has no part in it: phones do not fire it, and listening to it costs the
 * back-forward cache.
 */
export interface PageLife {
  /** The last chances to save what is typed. Calls `action` whenever the page is hidden or left; returns the unsubscriber. */
  onLeaving(action: () => void): () => void;
  /** Calls `action` whenever the page is shown again; returns the unsubscriber. */
  onReturning(action: () => void): () => void;
}

export function watchPageLife(page: Window = window): PageLife {
  return {
    onLeaving(action) {
      const whenHidden = (): void => {
        if (page.document.visibilityState === 'hidden') action();
      };
      page.document.addEventListener('visibilitychange', whenHidden);
      page.addEventListener('pagehide', action);
      return () => {
        page.document.removeEventListener('visibilitychange', whenHidden);
        page.removeEventListener('pagehide', action);
      };
    },
    onReturning(action) {
      const whenVisible = (): void => {
        if (page.document.visibilityState === 'visible') action();
      };
      // Not every browser tells of visibility when it takes a page out of the back-forward cache.
      const whenShown = ({ persisted }: PageTransitionEvent): void => {
        if (persisted) whenVisible();
      };
      page.document.addEventListener('visibilitychange', whenVisible);
      page.addEventListener('pageshow', whenShown);
      return () => {
        page.document.removeEventListener('visibilitychange', whenVisible);
        page.removeEventListener('pageshow', whenShown);
      };
    },
  };
}

/** Whether nobody sees the page; one can be opened so, in another tab. */
export function isPageHidden(): boolean {
  return document.visibilityState === 'hidden';
}
