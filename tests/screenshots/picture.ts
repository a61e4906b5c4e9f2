import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';

export const now = new Date('2026-11-22T18:30:00');
export const today = '2026-11-22';

export const sizes = [
  { name: 'phone', viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  { name: 'desktop', viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false },
] as const;

/** One window in one look. */
export interface Look {
  readonly size: (typeof sizes)[number];
  readonly colorScheme: 'light' | 'dark';
}

export interface PictureOf {
  readonly name: string;
  readonly path: string;
  readonly prepare?: (page: Page) => Promise<void>;
  /** From top to bottom instead of what the window shows. */
  readonly isWhole?: boolean;
}

/** A browser in which it always is the same evening. */
export async function openPictured(
  browser: Browser,
  origin: string,
  { size: { viewport, isMobile, hasTouch }, colorScheme }: Look,
  storageState?: Exclude<BrowserContextOptions['storageState'], undefined>,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    locale: 'en-IE',
    deviceScaleFactor: 2,
    baseURL: origin,
    colorScheme,
    viewport,
    isMobile,
    hasTouch,
    ...(storageState === undefined ? {} : { storageState }),
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(now);
  // The server's clock stands at the same moment, or each picture would warn of the difference.
  await context.route('**/api/about', (route) =>
    route.fulfill({
      json: { publicOrigin: origin, version: 'screenshots' },
      headers: { date: now.toUTCString() },
    }),
  );
  return { context, page };
}

/** Opens the screen and takes it as it stands still. */
export async function takePicture(page: Page, screen: PictureOf, look: Look, folder: string): Promise<void> {
  await page.goto(screen.path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await screen.prepare?.(page);
  await keepPicture(page, screen, look, folder);
}

/** As `takePicture`, of what is open. */
export async function keepPicture(
  page: Page,
  { name, isWhole = false }: Pick<PictureOf, 'name' | 'isWhole'>,
  { size, colorScheme }: Look,
  folder: string,
): Promise<void> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  if (isWhole) await growToPage(page);
  await page.screenshot({ path: join(folder, `${name}-${size.name}-${colorScheme}.png`) });
}

/** Makes the window as tall as the page: a screen leaves out what nobody has scrolled to. */
async function growToPage(page: Page): Promise<void> {
  const { width = 0 } = page.viewportSize() ?? {};
  const heightNow = () => page.evaluate(() => document.documentElement.scrollHeight);
  let height = 0;
  // What comes into sight may be taller or shorter than was guessed.
  for (let next = await heightNow(); next !== height; next = await heightNow()) {
    height = next;
    await page.setViewportSize({ width, height });
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }
}
