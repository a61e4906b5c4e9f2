import type { Page } from '@playwright/test';

/** Of the months from the newest to the oldest. */
const FAR = 0.37;

/** From choosing a month far away in "Go to month" until the screen is full of rows with something in them. */
export async function monthJumpMs(page: Page): Promise<number> {
  const select = page.getByRole('combobox', { name: 'Go to month' });
  // The months are fetched once the control is in somebody's hand.
  await select.focus();
  await select.locator('option').nth(1).waitFor({ state: 'attached' });
  return select.evaluate(async (element: HTMLSelectElement, far) => {
    const from = window.scrollY;
    const start = performance.now();
    element.selectedIndex = Math.round(element.options.length * far);
    element.dispatchEvent(new Event('change', { bubbles: true }));
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const inView = [...document.querySelectorAll('main li')].filter((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return bottom > 0 && top < window.innerHeight;
      });
      const isFull = inView.length >= 5 && inView.every((row) => row.querySelector('a'));
      if (isFull && window.scrollY !== from) break;
      if (performance.now() - start > 20_000) throw new Error('The rows never came');
    }
    // The frame that was looked at in its beginning is painted next.
    await new Promise<void>((resolve) => setTimeout(resolve));
    return performance.now() - start;
  }, FAR);
}
