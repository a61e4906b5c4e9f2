import { expect, test } from '../../support/fixtures.ts';
import { waitForServiceWorker } from '../../support/service-worker.ts';

test('all screens can be clicked through without one report of the content security policy', async ({
  page,
  problems,
}) => {
  problems.expect(/Not found: \/nowhere/);
  await page.goto('/');
  await waitForServiceWorker(page);
  const seen = new Set<string>();
  const links = page.locator('a[href^="/"]:visible');
  for (;;) {
    const paths = await links.evaluateAll((anchors) =>
      anchors.map((anchor) => anchor.getAttribute('href') ?? ''),
    );
    const next = paths.find((path) => !seen.has(path));
    if (next === undefined) break;
    seen.add(next);
    await page.locator(`a[href="${next}"]:visible`).first().click();
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  }
  for (const path of ['/settings', '/backup', '/expenses/new', '/nowhere']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  }
  expect(seen.size).toBeGreaterThanOrEqual(2);
});

test('a script that data brings along does not run', async ({ page, problems }) => {
  problems.expect(/csp:|Content Security Policy|TrustedHTML|TrustedScript|Trusted Type/);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  const outcome = await page.evaluate(() => {
    try {
      document.body.innerHTML = '<img src=x onerror="document.title = `run`">';
      return 'set';
    } catch (error) {
      return error instanceof TypeError ? 'refused' : String(error);
    }
  });
  expect(outcome).toBe('refused');
  const script = await page.evaluate(async () => {
    const element = document.createElement('script');
    element.append('document.title = "run"');
    document.head.append(element);
    await new Promise(requestAnimationFrame);
    return document.title;
  });
  expect(script).not.toBe('run');
});
