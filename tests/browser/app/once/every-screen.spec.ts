import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../support/accessibility.ts';
import { openScreen } from '../../../support/app-screens.ts';
import {
  everyScreen,
  screensOfEntries,
  showRecovery,
  showScreen,
  type Screen,
} from '../../../support/every-screen.ts';
import { expect, test } from '../../../support/fixtures.ts';
import { putRevisions } from '../../../support/ledger-rows.ts';
import { realisticRows } from '../../../support/realistic-data.ts';

const widths = [320, 390, 1280];

test.setTimeout(90_000);
test.use({ reducedMotion: 'reduce' });
test.beforeEach(({ problems }) => problems.expect(/Not found: \/no\/such\/page/));

async function fill(page: Page): Promise<void> {
  await page.clock.setFixedTime('2026-11-22T18:30:00Z');
  await openScreen(page, '/');
  await putRevisions(page, realisticRows('2026-11-22'));
}

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
async function expectAccessibleEverywhere(page: Page): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await standStill(page);
      await expectAccessible(page);
    }
  }
}

async function expectNames(page: Page, { name, holds }: Screen): Promise<void> {
  await expect(page.getByRole('status'), `status lines on ${name}`).toHaveCount(1);
  for (const [role, heldName] of holds) {
    await expect(page.getByRole(role, { name: heldName }), `${role} ${heldName} on ${name}`).toHaveCount(1);
  }
}

/** Nothing is wider than the smallest phone: as it is, right to left, and with text at 200 %. */
async function expectToFit(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  const overflow = await page.evaluate(() => {
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
  expect.soft(overflow, `what sticks out on ${name} at 320 px`).toEqual({
    plain: '',
    'right to left': '',
    'text at 200 %': '',
  });
}

const halves = [everyScreen.slice(0, 3), everyScreen.slice(3)] as const;

for (const [half, screens] of halves.entries()) {
  test(`screens are accessible with a ledger in use (${half + 1} of 2)`, async ({ page }) => {
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
    ['overview', 'expenses', 'bin', 'data'].includes(name),
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
