import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** Milliseconds since navigation start; see `oldestRowMs`. */
    keyPressedAt: number | undefined;
    /** The longest duration of each interaction, in ms; see `watchInteractions`. */
    interactions: Map<number, number>;
  }
}

/*
 * What runs in the page has no functions of its own with a name: the compiler would wrap them in a helper that only
 * this side has.
 */

/** From the End key to the oldest row on the screen; whoever is not there yet presses it again. */
export async function oldestRowMs(page: Page): Promise<number> {
  await page.evaluate(() => {
    window.keyPressedAt = undefined;
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    document.addEventListener('keydown', ({ timeStamp }) => (window.keyPressedAt = timeStamp), {
      capture: true,
      once: true,
    });
  });
  for (let presses = 0; presses < 20; presses++) {
    await page.keyboard.press('End');
    const reached = await page.evaluate(async () => {
      const start = performance.now();
      while (performance.now() - start < 1_000) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const last = [...document.querySelectorAll('main li[aria-setsize]')].at(-1);
        if (last?.getAttribute('aria-posinset') !== last?.getAttribute('aria-setsize')) continue;
        const { top = Number.MAX_VALUE } = last?.getBoundingClientRect() ?? {};
        if (top >= window.innerHeight || !last?.querySelector('a')) continue;
        await new Promise<void>((resolve) => setTimeout(resolve));
        return performance.now() - (window.keyPressedAt ?? Number.NaN);
      }
      return null;
    });
    if (reached !== null) return reached;
  }
  throw new Error('The End key never came to the oldest row');
}

/** Has the page note how long its interactions take, from event to the next paint, from now on. */
export async function watchInteractions(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.interactions = new Map<number, number>();
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { interactionId, duration } = entry as PerformanceEventTiming;
        if (interactionId > 0)
          window.interactions.set(
            interactionId,
            Math.max(duration, window.interactions.get(interactionId) ?? 0),
          );
      }
    });
    // 16 ms is the shortest that browsers tell of; what was faster counts as that.
    const options: PerformanceObserverInit & { durationThreshold: number } = {
      type: 'event',
      durationThreshold: 16,
      buffered: true,
    };
    observer.observe(options);
  });
}

/** Interaction to next paint as web.dev defines it: the slowest, of which one in 50 is passed over. */
export async function interactionToNextPaintMs(page: Page): Promise<number> {
  return page.evaluate(() => {
    const slowest = [...window.interactions.values()].sort((a, b) => b - a);
    const passedOver = Math.floor(performance.interactionCount / 50);
    return slowest[Math.min(passedOver, slowest.length - 1)] ?? 16;
  });
}
