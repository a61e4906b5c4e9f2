import type { BrowserContext, Page } from '@playwright/test';
import { entryRow, watchedPage } from './class-phone.ts';
import type { Figures } from './web-figures.ts';
import { firstRowMs, shownAfterMs, watchEvent } from './web-timings.ts';

const SEARCH = 'search in the class: key press to the first result, ms';
const HISTORY = 'tap on History of the class to its first line, ms';
/** Of stillness, in which what is done when the browser is idle gets on. */
const REST_MS = 500;

/** Of what `measureReading` measures, in ms. */
export const READING_AIMS: Readonly<Record<string, number>> = { [SEARCH]: 50, [HISTORY]: 400 };

interface Reading {
  readonly rate: number;
  readonly runs: number;
}

/** How long searching a class and reading its history take. */
export async function measureReading(
  context: BrowserContext,
  classId: string,
  { rate, runs }: Reading,
  figures: Figures,
): Promise<void> {
  for (let run = 0; run < runs; run++) {
    const searching = await watchedPage(context, rate);
    const milliseconds = await searchClassMs(searching, classId);
    await searching.close();
    if (milliseconds === null) {
      console.log('  (search skipped: there is no search box under /classes/[id]/search)');
      break;
    }
    figures.add(SEARCH, milliseconds);
  }
  for (let run = 0; run < runs; run++) {
    const reading = await watchedPage(context, rate);
    await reading.goto(`/classes/${classId}`);
    await firstRowMs(reading);
    await reading.waitForTimeout(REST_MS);
    await watchEvent(reading, 'click', 'main ol li', '');
    await reading.locator(`main a[href="/classes/${classId}/history"]`).first().click();
    figures.add(HISTORY, await shownAfterMs(reading));
    await reading.close();
  }
}

/** From the first key, after which most entries match, to the first row; null where there is no such screen. */
async function searchClassMs(page: Page, classId: string): Promise<number | null> {
  await page.goto(`/classes/${classId}`);
  const title = await page.locator(entryRow).first().innerText();
  const [letter = 'a'] = /\p{L}/u.exec(title) ?? [];
  await page.goto(`/classes/${classId}/search`);
  const box = page.getByRole('searchbox', { name: 'Search' });
  // A build without this screen never shows it.
  await box.waitFor({ timeout: 15_000 }).catch(() => undefined);
  if ((await box.count()) === 0) return null;
  await page.waitForTimeout(REST_MS);
  await box.focus();
  await watchEvent(page, 'keydown', entryRow, '');
  await box.press(letter.toLowerCase());
  return shownAfterMs(page);
}
