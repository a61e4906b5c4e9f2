import type { Page } from '@playwright/test';
import { openScreen } from '../../support/app-screens.ts';
import {
  accountScreens,
  openEmptyClass,
  screensOfClass,
  signedOutScreens,
} from '../../support/class-every-screen.ts';
import { classTest as test, type Phone } from '../../support/class-phones.ts';
import { openClass, signUp, typeSignUp, classIdOf } from '../../support/class-screens.ts';
import { seedRealisticClass, type RealisticClass } from '../../support/class-realistic.ts';
import { showScreen, type Screen } from '../../support/every-screen.ts';
import { expectAccessibleEverywhere, expectNames, expectToFit } from '../../support/every-width.ts';
import { expect } from '../../support/fixtures.ts';

test.setTimeout(240_000);

async function expectGood(page: Page, screens: readonly Screen[]): Promise<void> {
  for (const screen of screens) {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await showScreen(page, screen);
    await expectNames(page, screen);
    await expectAccessibleEverywhere(page);
    await expectNames(page, { ...screen, name: `${screen.name}, wide` });
    await expectToFit(page, screen.name);
  }
}

/** The first member's phone, with the class of eight on it. */
async function filled(
  phones: { signedIn(member: RealisticClass['members'][number]): Promise<Phone> },
  origin: string,
): Promise<{ page: Page; seeded: RealisticClass; phone: Phone }> {
  const seeded = await seedRealisticClass(origin, new Date().toISOString().slice(0, 10));
  const [anna] = seeded.members;
  if (!anna) throw new RangeError('nobody');
  const phone = await phones.signedIn(anna);
  await openClass(phone.page, seeded.classId);
  return { page: phone.page, seeded, phone };
}

test('account screens of somebody signed out', async ({ phones }) => {
  const { page } = await phones.open('Anna');
  await openScreen(page, '/classes');
  await expectGood(page, signedOutScreens);
});

test('the recovery code, account and class screens without a class, an empty class', async ({ phones }) => {
  const phone = await phones.open('Anna');
  const { page } = phone;
  await openScreen(page, '/sign-up?next=/classes');
  await typeSignUp(page, phone);
  await page.waitForURL(/recovery-code/);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expectNames(page, { name: 'recovery code', path: '', holds: [] });
  await expectAccessibleEverywhere(page);
  await expectToFit(page, 'recovery code');
  const other = await phones.open('Bea');
  await signUp(other.page, other);
  await expectGood(other.page, accountScreens);
  await openEmptyClass(other.page, 'Flat');
  await expectAccessibleEverywhere(other.page);
  await expectToFit(other.page, 'empty class');
  expect(classIdOf(other.page)).not.toBe('');
});

/** So many at once that a test takes half a minute. */
const SCREENS = 4;

/** However many screens there come to be. */
const PARTS = Math.ceil(screensOfClass('', '', '').length / SCREENS);

for (let part = 1; part <= PARTS; part++) {
  test(`the screens of a class in use (${part} of ${PARTS})`, async ({ phones, server }) => {
    const { page, seeded } = await filled(phones, server.origin);
    const screens = screensOfClass(seeded.classId, 'House on the coast', seeded.memberIds[1] ?? '');
    await expectGood(page, screens.slice((part - 1) * SCREENS, part * SCREENS));
  });
}

test('a class without a network, and one that somebody was removed from', async ({ phones, server }) => {
  const { page, seeded, phone } = await filled(phones, server.origin);
  await phone.goOffline();
  await expect(page.getByRole('status')).toHaveText('Offline');
  await expectAccessibleEverywhere(page);
  await phone.goOnline();
  const [, bea] = seeded.members;
  if (!bea) throw new RangeError('nobody');
  const other = await phones.signedIn(bea);
  await openClass(other.page, seeded.classId);
  await page.request.delete(`/api/classes/${seeded.classId}/members/${bea.account.id}`, {
    headers: { Origin: server.origin },
  });
  await expect(other.page.getByText(/no longer in/i).first()).toBeVisible({ timeout: 15_000 });
  await expectAccessibleEverywhere(other.page);
  await expectToFit(other.page, 'removed');
});
