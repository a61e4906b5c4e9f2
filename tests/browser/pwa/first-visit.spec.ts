import { expect, test } from '../../support/fixtures.ts';
import { builtRepository } from '../../support/installation.ts';
import {
  cacheContents,
  laterPaths,
  precachedPaths,
  waitForServiceWorker,
} from '../../support/service-worker.ts';

test('a first visit on a nested link gets what one person needs, the next one every file of the build', async ({
  page,
}) => {
  const cachedPaths = async () =>
    (await cacheContents(page)).map((entry) => entry.replace(/(\?.*)? \d+$/, '')).sort();
  const all = [...precachedPaths(builtRepository.webBuild)].sort();
  const laterParts = laterPaths(builtRepository.webBuild);
  await page.goto('/expenses/new?amount=12.50');
  await waitForServiceWorker(page);
  expect(await cachedPaths()).toEqual(all.filter((path) => !laterParts.includes(path)));
  expect(all).toContain('/200.html');
  expect(laterParts.length).toBeGreaterThan(3);
  await page.reload();
  await expect.poll(cachedPaths).toEqual(all);
});

test('the service worker keeps nothing of what the server says later', async ({ page, problems }) => {
  problems.expect(/status of 404/);
  await page.goto('/');
  await waitForServiceWorker(page);
  const before = await cacheContents(page);
  const statuses = await page.evaluate(async () => {
    const answers = await Promise.all(
      ['/healthz', '/api/about', '/api/none', '/missing.png'].map((path) => fetch(path)),
    );
    return answers.map((answer) => answer.status);
  });
  expect(statuses).toEqual([200, 200, 404, 404]);
  expect(await cacheContents(page)).toEqual(before);
});

test('addresses of the server are not answered with the app', async ({ page, problems }) => {
  problems.expect(/status of 404/);
  await page.goto('/');
  await waitForServiceWorker(page);
  const answer = await page.goto('/healthz');
  expect(answer?.headers()['content-type']).toContain('application/json');
  expect((await page.goto('/no-such-file.png'))?.status()).toBe(404);
});
