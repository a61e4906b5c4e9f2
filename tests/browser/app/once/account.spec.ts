import type { Page } from '@playwright/test';
import { request, signUp } from '../../../support/api-client.ts';
import { addExpense, openScreen, rowOf, typeExpense } from '../../../support/app-screens.ts';
import { PASSWORD, typeSignIn, typeSignUp } from '../../../support/class-screens.ts';
import { savedFile } from '../../../support/downloads.ts';
import { expect, test } from '../../../support/fixtures.ts';
import { readRevisions } from '../../../support/ledger-rows.ts';
import { TestServer } from '../../../support/server.ts';

const NEW_PASSWORD = 'nine patient lanterns';

let accounts = 0;
const newUsername = (name: string): string => `${name}-once-${process.pid}-${++accounts}`;

/** Signs up on the screens and ends on the recovery code. */
async function signUpHere(page: Page, username: string, next = '/'): Promise<string> {
  await openScreen(page, `/sign-up?next=${encodeURIComponent(next)}`);
  await typeSignUp(page, { username, displayName: 'Anna' });
  await expect(page.getByRole('heading', { name: 'Your recovery code' })).toBeVisible();
  return page.getByRole('code').innerText();
}

/** Resolves on the screen of `path`, not on one that only goes on to it. */
async function arriveAt(page: Page, path: string): Promise<void> {
  await page.waitForURL(({ pathname }) => pathname === path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}

async function signOut(page: Page): Promise<void> {
  await openScreen(page, '/settings/account');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByText('You use Tallybook without an account').waitFor();
}

test('what was logged before signing up moves into the account, and nobody else on the device sees it', async ({
  page,
}) => {
  await addExpense(page, { amount: '8', description: 'Before the account' });
  await openScreen(page, '/expenses/new');
  await typeExpense(page, { amount: '3', description: 'Half typed' });
  const username = newUsername('anna');
  const code = await signUpHere(page, username, '/expenses?sort=x#top');
  expect(code.length).toBeGreaterThan(15);
  await page.reload();
  await expect(page.getByRole('code')).toHaveText(code);
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await expect(page).toHaveURL(/\/expenses\?sort=x#top$/);
  await expect(rowOf(page, 'Before the account')).toContainText('8.00');
  expect(await readRevisions(page)).toEqual([]);
  await openScreen(page, '/expenses/new');
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('Half typed');
  await openScreen(page, '/recovery-code');
  await expect(page.getByRole('code')).toHaveCount(0);

  await signOut(page);
  await openScreen(page, '/expenses');
  await expect(rowOf(page, 'Before the account')).toHaveCount(0);
  await openScreen(page, '/settings/account');
  await page.getByRole('link', { name: `Sign in as ${username}` }).click();
  await expect(page.getByRole('textbox', { name: 'Username' })).toHaveValue(username);
  await typeSignIn(page, username);
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  await openScreen(page, '/expenses');
  await expect(rowOf(page, 'Before the account')).toContainText('8.00');
});

test('signing in asks whose the entries of the device are; left there, they can be moved later', async ({
  page,
  server,
}) => {
  const username = newUsername('bea');
  await signUp(server.origin, username);
  await addExpense(page, { amount: '8', description: 'Whose is it' });
  await openScreen(page, '/sign-in?next=/expenses');
  await typeSignIn(page, username);
  await page.getByRole('button', { name: 'Leave them here' }).click();
  await arriveAt(page, '/expenses');
  await expect(rowOf(page, 'Whose is it')).toHaveCount(0);

  await openScreen(page, '/settings/account');
  await page.getByRole('link', { name: 'Move them into this account' }).click();
  await page.getByRole('button', { name: 'Move it into my account' }).click();
  await arriveAt(page, '/settings/account');
  await openScreen(page, '/expenses');
  await expect(rowOf(page, 'Whose is it')).toContainText('8.00');
  expect(await readRevisions(page)).toEqual([]);
});

test('removing an account from the device says what exists only here, and saves it first', async ({
  page,
}) => {
  const username = newUsername('cleo');
  await signUpHere(page, username);
  await addExpense(page, { amount: '8', description: 'Only here' });
  await signOut(page);
  await page.getByRole('button', { name: `Remove ${username} from this device` }).click();
  const question = page.getByRole('alert').filter({ hasText: username });
  await expect(question).toContainText('1 personal entry exists only here');
  const file = await savedFile(page, () => question.getByRole('button', { name: 'Save a backup' }).click());
  expect(file.text).toContain('Only here');
  await expect(question).toContainText('among your downloads');
  await question.getByRole('button', { name: 'Remove everything' }).click();
  await expect(page.getByText(username)).toHaveCount(0);
  await openScreen(page, '/sign-in?next=/expenses');
  await typeSignIn(page, username);
  await arriveAt(page, '/expenses');
  await expect(rowOf(page, 'Only here')).toHaveCount(0);
});

test('another password signs other devices out; the recovery code works once and makes a new one', async ({
  page,
  problems,
  server,
}) => {
  problems.expect(/status of 401/);
  const username = newUsername('dora');
  const code = await signUpHere(page, username);
  const elsewhere = await request(server.origin, 'POST', '/sessions', {
    body: { username, password: PASSWORD },
  });
  const cookie = elsewhere.headers.get('Set-Cookie')?.split(';', 1)[0] ?? '';
  await openScreen(page, '/settings/account');
  await expect(page.getByText('This device', { exact: true })).toBeVisible();
  await page.locator('#current-password').fill('not the password');
  await page.locator('#next-password').fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('This is not the current password.')).toBeVisible();
  await page.locator('#current-password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Password changed.')).toBeVisible();
  expect((await request(server.origin, 'GET', '/me', { cookie })).status).toBe(401);

  await signOut(page);
  await openScreen(page, '/recover');
  const recover = async (newPassword: string) => {
    await page.getByRole('textbox', { name: 'Username' }).fill(username);
    await page.getByRole('textbox', { name: 'Recovery code' }).fill(code.toLowerCase());
    await page.getByLabel('New password', { exact: true }).fill(newPassword);
    await page.getByRole('button', { name: 'Set password' }).click();
  };
  await recover(PASSWORD);
  await expect(page.getByRole('code')).not.toHaveText(code);
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  await openScreen(page, '/recover');
  await recover(NEW_PASSWORD);
  await expect(page.getByText('Username and recovery code do not fit together.')).toBeVisible();
});

test('a deleted account is gone from the server; what was on the device stays until it is removed', async ({
  page,
  problems,
}) => {
  problems.expect(/status of 401/);
  const username = newUsername('eva');
  await signUpHere(page, username);
  await openScreen(page, '/settings/account');
  await page.getByRole('button', { name: 'Delete account' }).click();
  const password = page.locator('#delete-password');
  await page.getByRole('button', { name: 'Delete for ever' }).click();
  await expect(password).toBeFocused();
  await expect(password).toHaveAccessibleDescription('Fill this in.');
  await password.fill(PASSWORD);
  await page.getByRole('button', { name: 'Delete for ever' }).click();
  await expect(page.getByText('The account is deleted.')).toBeVisible();
  await expect(page.getByRole('button', { name: `Remove ${username} from this device` })).toBeVisible();
  await openScreen(page, '/sign-in');
  await typeSignIn(page, username);
  await expect(page.getByText('Username and password do not fit together.')).toBeVisible();
});

test('without a network the forms say so and keep what was typed; a link leads nowhere but into the app', async ({
  page,
  context,
  problems,
  server,
}) => {
  problems.expect(/Failed to load resource/);
  const username = newUsername('fay');
  await signUp(server.origin, username);
  await openScreen(page, '/sign-in?next=https://example.org/');
  const password = page.getByLabel('Password', { exact: true });
  await password.fill(PASSWORD);
  await page.getByRole('button', { name: 'Show password' }).click();
  await expect(password).toHaveAttribute('type', 'text');
  await page.getByRole('button', { name: 'Hide password' }).click();
  await expect(password).toHaveAttribute('type', 'password');
  await context.setOffline(true);
  await typeSignIn(page, username);
  await expect(page.getByText('The server cannot be reached.')).toBeVisible();
  await expect(password).toHaveValue(PASSWORD);
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  expect(new URL(page.url()).origin).toBe(server.origin);
});

test('a host may ask for a code, or take nobody', async ({ page, problems }) => {
  problems.expect(/Failed to load resource/);
  const host = await TestServer.start({ env: { SIGN_UP: 'code', SIGN_UP_CODE: 'heron lantern' } });
  try {
    await openScreen(page, `${host.origin}/sign-up`);
    const code = page.getByRole('textbox', { name: 'Sign-up code' });
    await code.waitFor();
    await typeSignUp(page, { username: newUsername('gil'), displayName: 'Gil' });
    await expect(code).toBeFocused();
    await expect(code).toHaveAccessibleDescription('Fill this in.');
    await code.fill('not the code');
    await page.getByRole('button', { name: 'Create account' }).click();
    await expect(code).toHaveAccessibleDescription(/This sign-up code is not right/);
    await code.fill('heron lantern');
    await page.getByRole('button', { name: 'Create account' }).click();
    await expect(page.getByRole('heading', { name: 'Your recovery code' })).toBeVisible();

    await host.restart({ SIGN_UP: 'closed', SIGN_UP_CODE: '' });
    await page.goto(`${host.origin}/sign-up`);
    await expect(page.getByText('This server takes no new accounts.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Create account' })).toHaveCount(0);
  } finally {
    await page.goto('about:blank');
    await host.remove();
  }
});
