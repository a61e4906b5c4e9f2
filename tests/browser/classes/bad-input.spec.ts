import { request } from '../../support/api-client.ts';
import { openScreen, rowOf, typeExpense } from '../../support/app-screens.ts';
import { controlRoom } from '../../support/broken-storage.ts';
import { classTest as test, type Phone, type Phones } from '../../support/class-phones.ts';
import {
  addLinkOfClass,
  addClassExpense,
  editClassExpense,
  entryRows,
  expectSynced,
  formOfClass,
  joinClass,
  openClass,
  regionOf,
  typeSignIn,
} from '../../support/class-screens.ts';
import { seedClass, sendUpdate, type SeededClass, type SeededMember } from '../../support/class-seeding.ts';
import { expect } from '../../support/fixtures.ts';
import { item, update } from '../../support/forge.ts';

test.setTimeout(120_000);

/** A class of two through the API, open on the second one's phone. */
async function openedByBea(
  phones: Phones,
  origin: string,
): Promise<{ seeded: SeededClass; anna: SeededMember; bea: SeededMember; phone: Phone }> {
  const seeded = await seedClass(origin, { name: 'Flat', displayNames: ['Anna', 'Bea'] });
  const [anna, bea] = seeded.members;
  if (!anna || !bea) throw new RangeError('two members were asked for');
  const phone = await phones.signedIn(bea);
  await openClass(phone.page, seeded.classId);
  await expectSynced(phone.page);
  return { seeded, anna, bea, phone };
}

async function ask(
  { origin, classId }: SeededClass,
  by: SeededMember,
  method: string,
  path = '',
  body?: unknown,
): Promise<void> {
  const answer = await request(origin, method, `/classes/${classId}${path}`, {
    cookie: by.account.cookie,
    ...(body === undefined ? {} : { body }),
  });
  expect(answer.status).toBeLessThan(300);
}

test('a class ID that is half typed, wrong or of no class says so at the field and stays there', async ({
  phones,
}) => {
  const { page } = await phones.signedUp('Bea');
  await openScreen(page, '/join');
  const field = page.getByRole('textbox', { name: 'Class ID' });
  const join = page.getByRole('button', { name: 'Join class' });
  for (const typed of [
    '',
    'K7QX-2M',
    'K7QX-2M4R-9DHWZ',
    'K7QU-2M4R-9DHW',
    '../../etc',
    '💸💸💸',
    'ＡＢＣＤ',
  ]) {
    await field.fill(typed);
    await join.click();
    await expect(field, typed).toHaveAttribute('aria-invalid', 'true');
    await expect(field, typed).toHaveAccessibleDescription(/12|letter|character|class ID/i);
    await expect(field).toHaveValue(typed);
    await expect(field).toBeFocused();
  }
  await field.fill('K7QX-2M4R-9DHW');
  await join.click();
  await expect(page.getByRole('main')).toContainText(/no class/i);
  await expect(field).toHaveValue('K7QX-2M4R-9DHW');
  await page.goto('/join#not-a-code');
  await expect(page.getByRole('button', { name: 'Join class' })).toBeVisible();
});

test('a class that is closed to newcomers says whom to ask, and lets in once it is open', async ({
  phones,
  server,
}) => {
  const seeded = await seedClass(server.origin, { name: 'Flat', displayNames: ['Anna'] });
  const [anna] = seeded.members;
  if (!anna) throw new RangeError('nobody');
  await ask(seeded, anna, 'PATCH', '', { joining: 'closed' });
  const { page } = await phones.signedUp('Bea');
  await openScreen(page, `/join#${seeded.code}`);
  await page.getByRole('button', { name: 'Join class' }).click();
  await expect(page.getByRole('main')).toContainText(/nobody can join/i);
  await expect(page.getByRole('textbox', { name: 'Class ID' })).toHaveValue(seeded.code);
  await ask(seeded, anna, 'PATCH', '', { joining: 'open' });
  await page.getByRole('button', { name: 'Join class' }).click();
  await regionOf(page, 'Settle up').waitFor();
});

test('joining twice opens the class that is there, once', async ({ phones, server }) => {
  const { seeded, phone } = await openedByBea(phones, server.origin);
  await joinClass(phone.page, seeded.code);
  await expect(phone.page).toHaveURL(new RegExp(`/classes/${seeded.classId}$`));
  await openScreen(phone.page, '/classes');
  await expect(phone.page.getByRole('main').getByRole('link', { name: /Flat/ })).toHaveCount(1);
});

test('a class deleted meanwhile stays readable and says so; its class ID leads nowhere', async ({
  phones,
  server,
}) => {
  const { seeded, anna, phone } = await openedByBea(phones, server.origin);
  await addClassExpense(phone.page, { amount: '9', description: 'Milk' });
  await expectSynced(phone.page);
  await ask(seeded, anna, 'DELETE');
  await expect(
    phone.page
      .getByRole('main')
      .getByText(/deleted/i)
      .first(),
  ).toBeVisible({ timeout: 15_000 });
  await expect(rowOf(phone.page, 'Milk')).toContainText('9.00');
  await phone.page.reload();
  await expect(rowOf(phone.page, 'Milk')).toContainText('9.00');
  await openScreen(phone.page, `/join#${seeded.code}`);
  await phone.page.getByRole('button', { name: 'Join class' }).click();
  await expect(phone.page.getByRole('main')).toContainText(/no class/i);
});

test('somebody removed while typing keeps what they typed, and can save it when let in again', async ({
  phones,
  server,
}) => {
  const { seeded, anna, bea, phone } = await openedByBea(phones, server.origin);
  const { page } = phone;
  await addLinkOfClass(page).click();
  await typeExpense(page, { amount: '12', description: 'Half typed' });
  await ask(seeded, anna, 'DELETE', `/members/${bea.account.id}`);
  await expect(page.getByText(/no longer (in|a member)/i).first()).toBeVisible({ timeout: 15_000 });
  const form = formOfClass(page);
  await expect(form.amount).toHaveValue('12');
  await expect(form.description).toHaveValue('Half typed');
  await page.goto(`/classes/${seeded.classId}`);
  await expect(
    page
      .getByRole('main')
      .getByText(/no longer (in|a member)/i)
      .first(),
  ).toBeVisible();
  await ask(seeded, anna, 'POST', `/members/${bea.account.id}/readmit`);
  await page.getByRole('link', { name: 'Join again' }).click();
  await page.getByRole('button', { name: 'Join class' }).click();
  await expect(page).toHaveURL(new RegExp(`/classes/${seeded.classId}$`));
  await page.goto(`/expenses/new?class=${seeded.classId}`);
  await expect(form.description).toHaveValue('Half typed');
  await expect(page.getByRole('main').getByText(/no longer (in|a member)/i)).toHaveCount(0, {
    timeout: 10_000,
  });
  await form.save.click();
  await expect(rowOf(page, 'Half typed')).toContainText('12.00');
});

test("a member's name twice is pointed out before it is added", async ({ phones, server }) => {
  const { seeded, phone } = await openedByBea(phones, server.origin);
  const { page } = phone;
  await openScreen(page, `/classes/${seeded.classId}/settings`);
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  const add = page.getByRole('button', { name: 'Add', exact: true });
  await name.fill('Grandma');
  await add.click();
  await expect(page.getByText('Grandma').first()).toBeVisible();
  await expect(name).toHaveValue('');
  for (const twice of ['Grandma', 'Anna', ' grandma ']) {
    await name.fill(twice);
    await add.click();
    await expect(name).toHaveAccessibleDescription(/already/i);
    await expect(name).toHaveValue(twice);
  }
  for (const refused of ['', '   ', 'x'.repeat(500)]) {
    await name.fill(refused);
    await add.click();
    await expect(name, refused).toHaveAttribute('aria-invalid', 'true');
  }
});

test('what a newer app wrote is counted and shown, and an unknown thing breaks nothing', async ({
  phones,
  server,
}) => {
  const { seeded, anna, bea, phone } = await openedByBea(phones, server.origin);
  const [a, b] = [anna.membership.memberId, bea.membership.memberId];
  const money = {
    legs: [{ cur: 'EUR', amt: 4_242, pay: [[a, 4_242]], owe: [[b, 4_242]] }],
    recipe: { mode: 'by-moon' },
  };
  const newer = { k: 'q', t: Date.now(), a, s: { money, title: 'From the future', mood: { x: 1 } } };
  const odd = { k: 'zz', t: Date.now(), a, s: { shape: [1, 2, 3] } };
  const records = [
    item('e_fromthefuture001', JSON.stringify(newer)),
    item('e_fromthefuture002', JSON.stringify(odd)),
  ];
  await sendUpdate(server.origin, seeded.classId, anna.account, () => update(77_001, 0, ...records));
  await expect(regionOf(phone.page, 'Balances')).toContainText('42.42');
  await expect(rowOf(phone.page, 'From the future')).toContainText('42.42');
  await rowOf(phone.page, 'From the future').getByRole('link').click();
  await expect(phone.page.getByRole('main')).toContainText(/money stays as it is/);
});

test('a session that ends in the middle of typing: saved here, one way to sign in, nothing typed is lost', async ({
  phones,
  server,
}) => {
  const { seeded, bea, phone } = await openedByBea(phones, server.origin);
  const { page } = phone;
  await addLinkOfClass(page).click();
  await typeExpense(page, { amount: '12', description: 'Half typed' });
  await request(server.origin, 'DELETE', '/sessions/current', { cookie: bea.account.cookie });
  await expect(page.getByRole('status')).toHaveText('Sign in to sync', { timeout: 15_000 });
  const form = formOfClass(page);
  await expect(form.amount).toHaveValue('12');
  await page
    .getByRole('link', { name: 'Sign in', exact: true })
    .or(page.getByRole('link', { name: 'Sign in to sync' }))
    .first()
    .click();
  await typeSignIn(page, bea.account.username);
  await expect(form.description).toHaveValue('Half typed');
  await expect(form.amount).toHaveValue('12');
  await form.save.click();
  await expect(rowOf(page, 'Half typed')).toContainText('12.00');
  await openClass(page, seeded.classId);
  await expectSynced(page);
});

test('a tab of one account syncs nothing once another tab has signed in as somebody else', async ({
  phones,
  server,
}) => {
  const { seeded, anna, bea, phone } = await openedByBea(phones, server.origin);
  const { page } = phone;
  const other = await page.context().newPage();
  await openScreen(other, '/settings/account');
  await other.getByRole('button', { name: 'Sign out', exact: true }).click();
  await other.getByText('You use Tallybook without an account').waitFor();
  await openScreen(other, '/sign-in');
  await typeSignIn(other, anna.account.username);
  await expect(other).toHaveURL(/\/$/);
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(page.getByRole('status')).toHaveText('Sign in to sync', { timeout: 15_000 });

  await addClassExpense(page, { amount: '12', description: 'Still Bea’s' });
  await openClass(other, seeded.classId);
  await expectSynced(other);
  await expect(rowOf(other, 'Still Bea’s')).toHaveCount(0);
  await openScreen(page, '/sign-in');
  await typeSignIn(page, bea.account.username);
  await expect(page).toHaveURL(/\/$/);
  await openClass(page, seeded.classId);
  await expectSynced(page);
  await expect(rowOf(page, 'Still Bea’s')).toContainText('Bea');
});

test('a wrong password and an unknown name say the same; a taken name and a short password say what to do', async ({
  phones,
  server,
}) => {
  const { bea } = await openedByBea(phones, server.origin);
  const { page } = await phones.open('Eve');
  await openScreen(page, '/sign-in');
  for (const username of [bea.account.username, 'nobody-here']) {
    await typeSignIn(page, username, 'not the password');
    await expect(
      page
        .getByRole('main')
        .getByText(/password/i)
        .filter({ hasText: /wrong|match|not/i })
        .first(),
    ).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Username' })).toHaveValue(username);
  }
  await openScreen(page, '/sign-up');
  await page.getByRole('textbox', { name: 'Username' }).fill(bea.account.username);
  await page.getByRole('textbox', { name: 'Display name' }).fill('Eve');
  const password = page.getByLabel('Password', { exact: true });
  await password.fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(password).toHaveAccessibleDescription(/12/);
  await password.fill('seven quiet herons');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('main').getByText(/username is taken/)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Username' })).toHaveValue(bea.account.username);
  await expect(page.getByRole('textbox', { name: 'Display name' })).toHaveValue('Eve');
});

test('a full device while syncing: it says so, what is there can be read, and it goes on when there is room', async ({
  phones,
  server,
}) => {
  const seeded = await seedClass(server.origin, { name: 'Flat', displayNames: ['Anna', 'Bea'] });
  const [a, b] = seeded.members;
  if (!a || !b) throw new RangeError('two members were asked for');
  const anna = await phones.signedIn(a);
  const bea = await phones.signedIn(b);
  const device = await controlRoom(bea.page);
  await openClass(anna.page, seeded.classId);
  await openClass(bea.page, seeded.classId);
  await expectSynced(bea.page);
  await device.fill();
  await addClassExpense(anna.page, { amount: '9', description: 'Milk' });
  await expect(bea.page.getByRole('status')).toHaveText(/^Not saved: /);
  await device.makeRoom();
  await addClassExpense(anna.page, { amount: '8', description: 'Bread' });
  await expectSynced(bea.page);
  await bea.page.reload();
  await expect(rowOf(bea.page, 'Milk')).toContainText('9.00');
  await expect(rowOf(bea.page, 'Bread')).toContainText('8.00');
});

test('a full device while saving: it is not called saved, what was typed stays, and saving works later', async ({
  phones,
  server,
}) => {
  const { phone } = await openedByBea(phones, server.origin);
  const { page } = phone;
  const device = await controlRoom(page);
  await page.reload();
  await regionOf(page, 'Settle up').waitFor();
  await addLinkOfClass(page).click();
  const form = formOfClass(page);
  await typeExpense(page, { amount: '12', description: 'One too many' });
  await device.fill();
  await form.save.click();
  await expect(page.getByRole('status')).toHaveText('Not saved: this device is full');
  await expect(form.amount).toHaveValue('12');
  await device.makeRoom();
  await form.save.click();
  await expect(rowOf(page, 'One too many')).toContainText('12.00');
  await expect(entryRows(page)).toHaveCount(1);
  await expectSynced(page);
});

test('a clock two years fast is pointed out, and nobody is locked out of the entry', async ({
  phones,
  server,
}) => {
  const seeded = await seedClass(server.origin, { name: 'Flat', displayNames: ['Anna', 'Bea'] });
  const [a, b] = seeded.members;
  if (!a || !b) throw new RangeError('two members were asked for');
  const anna = await phones.signedIn(a);
  const bea = await phones.open('Bea');
  await bea.context.addInitScript(() => {
    const RealDate = Date;
    const aheadMs = 2 * 365 * 86_400_000;
    window.Date = class extends RealDate {
      constructor(...given: ConstructorParameters<typeof RealDate>) {
        if ((given as unknown[]).length === 0) super(RealDate.now() + aheadMs);
        else super(...given);
      }
      static override now = () => RealDate.now() + aheadMs;
    } as DateConstructor;
  });
  await openScreen(bea.page, '/sign-in?next=/classes');
  await typeSignIn(bea.page, b.account.username);
  await bea.page.getByRole('link', { name: /Flat/ }).first().click();
  await addClassExpense(bea.page, { amount: '10', description: 'Lamp' });
  await expect(bea.page.getByText(/clock/i).first()).toBeVisible();
  await openClass(anna.page, seeded.classId);
  await expect(rowOf(anna.page, 'Lamp')).toContainText('10.00');
  await editClassExpense(anna.page, 'Lamp', { amount: '11' });
  for (const { page } of [anna, bea]) await expect(rowOf(page, 'Lamp')).toContainText('11.00');
});
