import type { Page } from '@playwright/test';
import { expect, test as base } from '../../support/fixtures.ts';
import {
  builtRepository,
  copyInstallation,
  deployWebBuild,
  type Installation,
} from '../../support/installation.ts';
import { nextWebBuild } from '../../support/next-web-build.ts';
import { TestServer } from '../../support/server.ts';
import { checkForUpdate, expectBuild, waitForServiceWorker } from '../../support/service-worker.ts';

interface Deployment {
  installation: Installation;
  server: TestServer;
}

const test = base.extend<{ deployment: Deployment }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the needed fixtures off this pattern
  deployment: async ({}, use) => {
    const installation = await copyInstallation();
    const server = await TestServer.start({ installation });
    await use({ installation, server });
    await server.remove();
    await installation.remove();
  },
  baseURL: async ({ deployment }, use) => use(deployment.server.origin),
});

async function deployNext({ installation, server }: Deployment): Promise<void> {
  await deployWebBuild(installation, nextWebBuild);
  await server.restart();
}

/** Counts the documents that a page loads from now on. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('domcontentloaded', () => loads++);
  return () => loads;
}

const updateNow = (page: Page) => page.getByRole('button', { name: 'Update now' });

test('build 2 asks first, keeps a half-typed form, and reloads each tab exactly once', async ({
  page,
  context,
  deployment,
}) => {
  await page.goto('/expenses');
  await waitForServiceWorker(page);
  const typing = await context.newPage();
  await typing.goto('/');
  await typing.getByRole('link', { name: 'Add expense' }).click();
  const amount = typing.getByRole('textbox', { name: 'Amount' });
  const description = typing.getByRole('textbox', { name: 'Description' });
  await amount.fill('12.50');
  await description.fill('Half a coff');

  await deployNext(deployment);
  const loadsOfPage = countLoads(page);
  const loadsOfTyping = countLoads(typing);
  expect(await checkForUpdate(page)).toBe('checked');
  await expect(updateNow(page)).toBeVisible();
  await expect(updateNow(typing)).toBeHidden();
  await expectBuild(page, builtRepository.webBuild);

  await updateNow(page).click();
  await expectBuild(page, nextWebBuild);
  await expect(page.getByRole('heading', { name: 'Expenses' })).toBeVisible();
  await expect(updateNow(page)).toBeHidden();
  expect(loadsOfPage()).toBe(1);

  await expect(amount).toHaveValue('12.50');
  await expect(description).toHaveValue('Half a coff');
  await expectBuild(typing, builtRepository.webBuild);
  expect(loadsOfTyping()).toBe(0);

  await typing.evaluate(() => history.back());
  await expectBuild(typing, nextWebBuild);
  await expect(typing.getByRole('heading', { name: 'Overview' })).toBeVisible();
  expect(loadsOfTyping()).toBe(1);
});

test('an old tab goes on with its own build until it is told, without a full load per navigation', async ({
  page,
  deployment,
}) => {
  await page.goto('/');
  await waitForServiceWorker(page);
  await deployNext(deployment);
  await checkForUpdate(page);
  const loads = countLoads(page);
  for (let visit = 0; visit < 5; visit++) {
    await page.getByRole('link', { name: 'Expenses', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Expenses' })).toBeVisible();
    await page.getByRole('link', { name: 'Overview' }).click();
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  }
  expect(loads()).toBe(0);
  await expectBuild(page, builtRepository.webBuild);
});

test('an update that nobody accepts arrives when the app is opened the next time', async ({
  page,
  context,
  deployment,
}) => {
  await page.goto('/');
  await waitForServiceWorker(page);
  await deployNext(deployment);
  expect(await checkForUpdate(page)).toBe('checked');
  await page.goto('about:blank');
  await expect
    .poll(async () => {
      const again = await context.newPage();
      await again.goto('/');
      const isNew = await expectBuild(again, nextWebBuild).then(
        () => true,
        () => false,
      );
      await again.goto('about:blank');
      await again.close();
      return isNew;
    })
    .toBe(true);
});
