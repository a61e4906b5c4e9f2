import type { Browser, Page } from '@playwright/test';
import { request } from '../support/api-client.ts';
import {
  accountScreens,
  openEmptyClass,
  screensOfClass,
  signedOutScreens,
} from '../support/class-every-screen.ts';
import { signedInState } from '../support/class-phones.ts';
import type { SeededMember } from '../support/class-seeding.ts';
import { seedRealisticClass } from '../support/class-realistic.ts';
import { openClass, regionOf, typeSignUp } from '../support/class-screens.ts';
import { keepPicture, openPictured, takePicture, today, type Look } from './picture.ts';

const slug = (name: string) => name.replaceAll(/[^a-z]+/g, '-');
const ready = (page: Page) => regionOf(page, 'Settle up').waitFor();

const sharesShown = (page: Page) => page.getByRole('main').getByText('House on the coast').first().waitFor();

/** Every screen of accounts and classes in one look, with a class of eight people. Returns how many there are. */
export async function takeClassPictures(
  browser: Browser,
  origin: string,
  look: Look,
  folder: string,
): Promise<number> {
  let count = 0;
  const seeded = await seedRealisticClass(origin, today);
  const [anna, bea] = seeded.members;
  if (!anna || !bea) throw new RangeError('The class has members');

  const stateOf = ({ displayName, account }: SeededMember) => signedInState(origin, displayName, account);

  const stranger = await openPictured(browser, origin, look);
  for (const screen of signedOutScreens) {
    await takePicture(stranger.page, { ...screen, name: slug(screen.name) }, look, folder);
    count++;
  }
  await stranger.page.goto('/sign-up?next=/classes');
  await typeSignUp(stranger.page, { username: `shot-${Date.now()}`, displayName: 'Zoë' });
  await stranger.page.waitForURL(/recovery-code/);
  await stranger.page.getByRole('heading', { level: 1 }).waitFor();
  await keepPicture(stranger.page, { name: 'recovery-code' }, look, folder);
  await stranger.context.close();

  const { context, page } = await openPictured(browser, origin, look, stateOf(anna));
  await openClass(page, seeded.classId);
  await page.getByRole('status').filter({ hasText: 'Synced' }).waitFor();
  const ofClass = screensOfClass(seeded.classId, 'House on the coast', seeded.memberIds[1] ?? '');
  for (const screen of [...accountScreens, ...ofClass]) {
    await takePicture(page, { ...screen, name: slug(screen.name) }, look, folder);
    count++;
  }
  const path = `/classes/${seeded.classId}`;
  await takePicture(page, { name: 'class-whole', path, prepare: ready, isWhole: true }, look, folder);
  await takePicture(page, { name: 'overview-with-classes', path: '/', prepare: sharesShown }, look, folder);
  await openEmptyClass(page, 'Flat');
  await keepPicture(page, { name: 'class-empty' }, look, folder);
  await openClass(page, seeded.classId);
  await context.setOffline(true);
  await page.getByRole('status').filter({ hasText: 'Offline' }).waitFor();
  await keepPicture(page, { name: 'class-offline' }, look, folder);
  await context.close();

  const removed = await openPictured(browser, origin, look, stateOf(bea));
  await openClass(removed.page, seeded.classId);
  const { cookie } = anna.account;
  await request(origin, 'DELETE', `/classes/${seeded.classId}/members/${bea.account.id}`, { cookie });
  await removed.page
    .getByText(/no longer in/i)
    .first()
    .waitFor();
  await keepPicture(removed.page, { name: 'class-removed' }, look, folder);
  await removed.context.clearCookies();
  await takePicture(removed.page, { name: 'classes-session-over', path: '/classes' }, look, folder);
  await removed.context.close();
  return count + 7;
}
