import type { Page } from '@playwright/test';

/** What a screen reader would call the focused element: its label, aria-label or text; '' when nothing has the focus. */
export const focusedName = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || focused === document.body) return '';
    const labels = 'labels' in focused ? [...(focused.labels as NodeListOf<HTMLLabelElement>)] : [];
    const label = labels.map((element) => (element.querySelector('span') ?? element).textContent);
    return (focused.getAttribute('aria-label') ?? label.join(' ')) || focused.textContent.trim();
  });

/** Presses Tab until the element of that name has the focus; backwards with Shift. */
export async function tabTo(
  page: Page,
  name: string | RegExp,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press(key);
    const here = await focusedName(page);
    if (typeof name === 'string' ? here === name : name.test(here)) return;
    passed.push(here);
  }
  throw new Error(`Tab never came to ${String(name)}, but to ${passed.join(', ')}`);
}
