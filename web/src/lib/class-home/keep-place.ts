import type { Attachment } from 'svelte/attachments';

/**
 * Keeps what is being read where it is when rows come in above it, in browsers that do not do so themselves (Safari).
 * The rows are the elements that match `selector`, in document order.
 */
export function keepPlace(selector: string): Attachment<HTMLElement> {
  return (list) => {
    if (CSS.supports('overflow-anchor', 'auto')) return;
    let anchor: { element: Element; top: number } | null = null;

    const remember = (): void => {
      const rows = list.querySelectorAll(selector);
      const element = Array.from(rows).find((row) => row.getBoundingClientRect().bottom > 0);
      anchor = element ? { element, top: element.getBoundingClientRect().top } : null;
    };
    const restore = (): void => {
      if (anchor?.element.isConnected && anchor.top < 0) {
        const moved = anchor.element.getBoundingClientRect().top - anchor.top;
        if (moved !== 0) window.scrollBy({ top: moved, behavior: 'instant' });
      }
      remember();
    };

    // Records of changes come before the next paint, so nobody sees the jump.
    const changes = new MutationObserver(restore);
    changes.observe(list, { childList: true, subtree: true });
    window.addEventListener('scroll', remember, { passive: true });
    remember();
    return () => {
      changes.disconnect();
      window.removeEventListener('scroll', remember);
    };
  };
}
