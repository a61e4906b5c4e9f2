import type { Page } from '@playwright/test';
import { expect, test } from '../../support/fixtures.ts';

// Without a service worker a page asks the server for each part, as on the first visit.
test.use({ serviceWorkers: 'block' });

/** The parts that `/` does without: another screen fetches them when it is opened. Called once `/` is there. */
async function partsOfOtherScreens(page: Page): Promise<(url: URL) => boolean> {
  const fetched = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  const present = new Set(fetched);
  return (url) => url.pathname.startsWith('/_app/immutable/') && !present.has(url.href);
}

function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('domcontentloaded', () => loads++);
  return () => loads;
}

test.beforeEach(({ problems }) => {
  problems.expect(
    /Failed to load resource|Unable to preload CSS|Failed to fetch dynamically imported module|net::ERR_|Internal Error/,
  );
});

test('a part that is missing online is answered with one reload, and then with a page that says so', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  const loads = countLoads(page);
  await page.route(await partsOfOtherScreens(page), (route) => route.fulfill({ status: 404, body: '' }));
  const reloaded = page.waitForEvent('load');
  await page.getByRole('link', { name: 'Expenses', exact: true }).click();
  await reloaded;
  await expect(page).toHaveURL(/\/expenses$/);
  await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible();
  expect(loads()).toBe(1);
});

test('a part that comes back after the reload is all it takes', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  let isMissing = true;
  await page.route(await partsOfOtherScreens(page), (route) =>
    isMissing ? route.fulfill({ status: 404, body: '' }) : route.continue(),
  );
  const reloaded = page
    .waitForRequest((request) => request.isNavigationRequest())
    .then(() => (isMissing = false));
  await page.getByRole('link', { name: 'Expenses', exact: true }).click();
  await reloaded;
  await expect(page.getByRole('heading', { name: 'Expenses' })).toBeVisible();
});

test('a part that is missing offline reloads nothing', async ({ page, context }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  const loads = countLoads(page);
  await context.setOffline(true);
  await page.getByRole('link', { name: 'Expenses', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible();
  expect(loads()).toBe(0);
});

test('a part that is missing while the server is gone reloads nothing, though there is a network', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  const loads = countLoads(page);
  let asked = 0;
  await page.route(await partsOfOtherScreens(page), (route) => route.abort('connectionrefused'));
  await page.route('/healthz', (route) => {
    asked++;
    return route.abort('connectionrefused');
  });
  await page.getByRole('link', { name: 'Expenses', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible();
  await expect.poll(() => asked).toBeGreaterThan(0);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  expect(loads()).toBe(0);
});

/** The part that registers the service worker is fetched when a page is idle; `isCut` says whether it is lost. */
async function cutRegistration(page: Page, isCut: () => boolean): Promise<() => boolean> {
  let wasLost = false;
  await page.route('**/_app/immutable/**/*.js', async (route) => {
    const answer = await route.fetch();
    if (!isCut() || !(await answer.text()).includes('SKIP_WAITING'))
      return route.fulfill({ response: answer });
    wasLost = true;
    return route.abort('internetdisconnected');
  });
  return () => wasLost;
}

test.describe('with service workers', () => {
  test.use({ serviceWorkers: 'allow' });

  test('a network that goes while a first page starts leaves it whole, and is made up for when it is back', async ({
    page,
    context,
    problems,
  }) => {
    const exceptions: Error[] = [];
    page.on('pageerror', (error) => exceptions.push(error));
    let isCut = true;
    const wasLost = await cutRegistration(page, () => isCut);
    // Said by the page alone, so that everything but this part still arrives.
    await page.addInitScript(() => {
      let isOnline = false;
      Object.defineProperty(navigator, 'onLine', { get: () => isOnline });
      addEventListener('online', () => (isOnline = true), { capture: true });
    });
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
    await expect.poll(wasLost).toBe(true);
    expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations())).toHaveLength(0);

    isCut = false;
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await context.setOffline(true);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
    expect(exceptions).toEqual([]);
    expect(problems.unexpected).toEqual([]);
  });
});
