/**
 * How long "12.50 coffee" takes from the tap on the icon to "Saved on this device" with the row in the list, at 150 ms
 * per key, and how many taps and keys: `pnpm bench:entry [runs=5]`. By touch at the size of a phone, and by the keyboard
 * alone on a desktop; each by the icon and by its shortcut; cold is the first start after the visit that installed the
 * app, warm the one after it. A tap takes as long as a key. It prints and never fails on a timing.
 */
import { loadavg } from 'node:os';
import type { Browser, BrowserContext, BrowserContextOptions } from '@playwright/test';
import { openScreen } from '../support/app-screens.ts';
import { openChromium } from '../support/open-chromium.ts';
import {
  CountedHand,
  enterCoffee,
  savedAtMs,
  starts,
  ways,
  type Start,
  type Way,
} from '../support/scripted-entry.ts';
import { TestServer } from '../support/server.ts';
import { waitForServiceWorker } from '../support/service-worker.ts';
import { Figures } from './web-figures.ts';

const MS_PER_KEY = 150;
const MOST_MS = 5_000;
const MOST_TAPS = 3;
const runs = Number(process.argv[2] ?? 5);

const devices: Readonly<Record<'phone' | 'desktop', BrowserContextOptions>> = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 800 } },
};

/** A device on which the app was opened once. */
async function installed(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  const page = await context.newPage();
  await openScreen(page, '/');
  await waitForServiceWorker(page);
  await page.close();
  return context;
}

async function enterOnce(context: BrowserContext, start: Start, way: Way, isTouch: boolean, rows: number) {
  const page = await context.newPage();
  const hand = new CountedHand(page, { isTouch, msPerKey: MS_PER_KEY });
  const startedAt = Date.now();
  await enterCoffee(page, hand, start, way);
  const ms = (await savedAtMs(page, rows)) - startedAt;
  await page.close();
  return { ms, taps: hand.taps, keys: hand.keys };
}

async function measure(
  browser: Browser,
  origin: string,
  device: keyof typeof devices,
  start: Start,
  way: Way,
) {
  const isTouch = device === 'phone';
  const figures = new Figures();
  for (let run = 0; run < runs; run++) {
    const context = await installed(browser, { ...devices[device], baseURL: origin });
    for (const [at, state] of ['cold', 'warm'].entries()) {
      const { ms, taps, keys } = await enterOnce(context, start, way, isTouch, at + 1);
      figures.add(state, ms);
      figures.add('taps', taps);
      figures.add('keys', keys);
    }
    await context.close();
  }
  for (const state of ['cold', 'warm']) {
    const [time, taps, keys] = [figures.summary(state), figures.summary('taps'), figures.summary('keys')];
    if (!time || !taps || !keys) continue;
    const inSeconds = (ms: number) => (ms / 1_000).toFixed(2);
    const speed = time.median < MOST_MS ? 'under 5 s' : 'NOT UNDER 5 s';
    const counted = isTouch
      ? `${taps.greatest} taps (${taps.greatest <= MOST_TAPS ? 'at most 3' : 'MORE THAN 3'}), ${keys.greatest} keys`
      : `no taps, ${keys.greatest} keys`;
    console.log(
      `${`${device}, ${start}, ${way}, ${state}`.padEnd(36)} ` +
        `${inSeconds(time.median)} s (${inSeconds(time.least)}–${inSeconds(time.greatest)})  ${speed}; ${counted}`,
    );
  }
}

const browser = await openChromium();
const server = await TestServer.start();
try {
  const load = (loadavg()[0] ?? 0).toFixed(1);
  console.log(`"12.50 coffee", ${runs} runs, medians (min–max), Chromium ${browser.version()}`);
  console.log(`load of the machine ${load}; the tap on the icon counts as one tap, on its shortcut as two`);
  console.log(
    'the last key is Enter ("done" on a phone), which saves; the button Save expense is one tap more instead',
  );
  for (const device of ['phone', 'desktop'] as const) {
    for (const start of Object.keys(starts) as Start[]) {
      for (const way of ways) await measure(browser, server.origin, device, start, way);
    }
  }
} finally {
  await browser.close();
  await server.remove();
}
