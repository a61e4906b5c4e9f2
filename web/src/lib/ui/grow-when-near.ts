import type { Attachment } from 'svelte/attachments';

/** Calls `grow` before the element scrolls into view, so that reading on never waits for rows. Once per element. */
export function growWhenNear(grow: () => void): Attachment<HTMLElement> {
  return (element) => {
    const observer = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) grow();
      },
      { rootMargin: '1200px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  };
}
