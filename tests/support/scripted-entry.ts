import type { Locator, Page } from '@playwright/test';
import { formOf } from './app-screens.ts';
import { focusedName } from './keyboard.ts';

/** What the system does when the icon is tapped, and when its shortcut is. */
export const starts = {
  icon: { path: '/?source=pwa', taps: 1 },
  // The menu of the icon is opened by a long press first.
  shortcut: { path: '/expenses/new?source=shortcut', taps: 2 },
} as const;

export type Start = keyof typeof starts;

/** Amount and description each in its field, or both in one line. */
export const ways = ['two fields', 'one line'] as const;

export type Way = (typeof ways)[number];

/** A person who never hurries: a fixed time before each tap and for each key, both counted. */
export class CountedHand {
  taps = 0;
  keys = 0;
  readonly isTouch: boolean;
  readonly #page: Page;
  readonly #msPerKey: number;

  /** Without touch everything is done by the keyboard alone. */
  constructor(page: Page, { isTouch, msPerKey }: { isTouch: boolean; msPerKey: number }) {
    this.#page = page;
    this.isTouch = isTouch;
    this.#msPerKey = msPerKey;
  }

  async type(text: string): Promise<void> {
    for (const key of text) await this.press(key);
  }

  async press(key: string): Promise<void> {
    this.keys++;
    await this.#page.keyboard.press(key, { delay: this.#msPerKey });
  }

  /** Taps it, or goes there by Tab. */
  async goTo(target: Locator, name: string): Promise<void> {
    await target.waitFor();
    if (this.isTouch) {
      this.taps++;
      await this.#page.waitForTimeout(this.#msPerKey);
      await target.tap();
      return;
    }
    for (let presses = 0; presses < 60; presses++) {
      await this.press('Tab');
      if ((await focusedName(this.#page)) === name) return;
    }
    throw new Error(`Tab never came to ${name}`);
  }
}

/** From the start to the new expense being asked to be saved. */
export async function enterCoffee(page: Page, hand: CountedHand, start: Start, way: Way): Promise<void> {
  const { path, taps } = starts[start];
  if (hand.isTouch) hand.taps += taps;
  await page.goto(path, { waitUntil: 'commit' });
  if (start === 'icon') await openForm(page, hand);
  if (way === 'one line') await typeOneLine(page, hand);
  else await typeTwoFields(page, hand);
  // The key that the keyboard of a phone shows as "done".
  await hand.press('Enter');
}

async function openForm(page: Page, hand: CountedHand): Promise<void> {
  const add = page.getByRole('link', { name: 'Add expense' });
  await add.waitFor();
  const shortcut = hand.isTouch ? null : await add.getAttribute('aria-keyshortcuts');
  if (shortcut !== null) {
    await hand.press(shortcut);
    return;
  }
  await hand.goTo(add, 'Add expense');
  if (!hand.isTouch) await hand.press('Enter');
}

async function typeTwoFields(page: Page, hand: CountedHand): Promise<void> {
  const { amount, description } = formOf(page);
  await amount.and(page.locator(':focus')).waitFor();
  await hand.type('12.50');
  await hand.goTo(description, 'Description');
  await hand.type('coffee');
}

async function typeOneLine(page: Page, hand: CountedHand): Promise<void> {
  await hand.goTo(page.getByRole('button', { name: 'In one line' }), 'In one line');
  if (!hand.isTouch) await hand.press('Enter');
  const line = page.getByRole('textbox', { name: 'Quick entry' });
  await line.and(page.locator(':focus')).waitFor();
  await hand.type('12.50 coffee');
}

/** When the frame was painted that shows the given number of such rows and that they are saved, in ms since 1970. */
export async function savedAtMs(page: Page, rows: number): Promise<number> {
  const shown = await page.waitForFunction((wanted) => {
    const status = [...document.querySelectorAll('[role=status]')];
    const coffees = [...document.querySelectorAll('main li')].filter(
      ({ textContent }) => textContent.includes('coffee') && textContent.includes('12.50'),
    );
    const isSaved = status.some(({ textContent }) => textContent.trim() === 'Saved on this device');
    // A wide window shows the rows beside the form.
    const isLeft = !window.location.pathname.endsWith('/new');
    return isSaved && isLeft && coffees.length === wanted;
  }, rows);
  await shown.dispose();
  return page.evaluate(async () => {
    await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.timeOrigin + performance.now();
  });
}
