import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import type { Screen } from './every-screen.ts';
import { expect } from './fixtures.ts';

const widths = [320, 390, 1280];

/** A colour that is inherited goes from parent to child by transitions of its own: at rest is where none is left. */
async function standStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    do {
      await new Promise(requestAnimationFrame);
      await Promise.all(document.getAnimations().map(({ finished }) => finished));
    } while (document.getAnimations().length > 0);
  });
}

/** Accessible in light and dark at every width that the app promises. */
export async function expectAccessibleEverywhere(page: Page): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    // As tall as the page: a row that a bar covers until one scrolls on is no small target.
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height: Math.max(800, height + 200) });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await standStill(page);
      await expectAccessible(page);
    }
  }
}

export async function expectNames(page: Page, { name, holds }: Screen): Promise<void> {
  await expect(page.getByRole('status'), `status lines on ${name}`).toHaveCount(1);
  for (const [role, heldName] of holds) {
    await expect(page.getByRole(role, { name: heldName }), `${role} ${heldName} on ${name}`).toHaveCount(1);
  }
}

/** Nothing is wider than the smallest phone: as it is, right to left, and with text at 200 %. */
export async function expectToFit(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  const overflow = () =>
    page.evaluate(() => {
      const root = document.documentElement;
      const widest = () => {
        const out = [...document.body.querySelectorAll('*')].filter((element) => {
          const { left, right, width } = element.getBoundingClientRect();
          return width > 1 && (right > root.clientWidth + 1 || left < -1);
        });
        const excess = root.scrollWidth - root.clientWidth;
        return excess > 0
          ? `${excess} px by ${out.map((element) => element.outerHTML.slice(0, 90)).join('\n')}`
          : '';
      };
      const found: Record<string, string> = { plain: widest() };
      root.dir = 'rtl';
      found['right to left'] = widest();
      root.dir = 'ltr';
      root.style.fontSize = '200%';
      found['text at 200 %'] = widest();
      root.style.fontSize = '';
      return found;
    });
  // What depends on the width of the window follows it in one of the next frames.
  await expect.soft.poll(overflow, { message: `what sticks out on ${name} at 320 px` }).toEqual({
    plain: '',
    'right to left': '',
    'text at 200 %': '',
  });
}
