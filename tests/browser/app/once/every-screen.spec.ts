import type { Page } from '@playwright/test';
import { openScreen } from '../../../support/app-screens.ts';
import { everyScreen, screensOfEntries, showRecovery, showScreen } from '../../../support/every-screen.ts';
import { expectAccessibleEverywhere, expectNames, expectToFit } from '../../../support/every-width.ts';
import { test } from '../../../support/fixtures.ts';
import { putRevisions } from '../../../support/ledger-rows.ts';
import { realisticYear } from '../../../support/realistic-year.ts';

test.setTimeout(180_000);
test.use({ reducedMotion: 'reduce' });
test.beforeEach(({ problems }) => problems.expect(/Not found: \/no\/such\/page/));

async function fill(page: Page): Promise<void> {
  await page.clock.setFixedTime('2026-11-22T18:30:00Z');
  await openScreen(page, '/');
  await putRevisions(page, realisticYear('2026-11-22'));
}

const parts = [everyScreen.slice(0, 3), everyScreen.slice(3, 17), everyScreen.slice(17)] as const;

for (const [part, screens] of parts.entries()) {
  test(`screens are accessible with a ledger in use (${part + 1} of 3)`, async ({ page }) => {
    await fill(page);
    for (const screen of screens) {
      await showScreen(page, screen);
      await expectAccessibleEverywhere(page);
    }
  });
}

test('the screens of one entry are accessible', async ({ page }) => {
  await fill(page);
  for (const screen of screensOfEntries) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await showScreen(page, screen);
    await expectAccessibleEverywhere(page);
  }
});

test('empty screens are accessible', async ({ page }) => {
  for (const screen of everyScreen.filter(({ name }) =>
    ['overview', 'expenses', 'bin', 'data', 'insights', 'budgets', 'recurring', 'search'].includes(name),
  )) {
    await showScreen(page, screen);
    await expectAccessibleEverywhere(page);
  }
});

test('the recovery screen is accessible, fits and has its names once', async ({ page }) => {
  await showRecovery(page);
  await expectNames(page, { name: 'recovery', path: '/', holds: [['button', 'Save backup']] });
  await expectAccessibleEverywhere(page);
  await expectToFit(page, 'recovery');
});

test('every screen fits 320 px and has each of its names once, in use and empty', async ({ page }) => {
  for (const screen of everyScreen) {
    await showScreen(page, screen);
    await expectNames(page, screen);
    await expectToFit(page, `${screen.name}, empty`);
  }
  await fill(page);
  for (const screen of [...everyScreen, ...screensOfEntries]) {
    await page.setViewportSize({ width: 390, height: 844 });
    await showScreen(page, screen);
    await expectNames(page, screen);
    await expectToFit(page, screen.name);
    await page.setViewportSize({ width: 1280, height: 800 });
    await expectNames(page, { ...screen, name: `${screen.name}, wide` });
  }
});
