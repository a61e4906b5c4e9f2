import { expect, test, testWithOwnServer } from '../../support/fixtures.ts';
import { waitForServiceWorker } from '../../support/service-worker.ts';

interface Manifest {
  id: string;
  name: string;
  short_name: string;
  description: string;
  lang: string;
  dir: string;
  start_url: string;
  scope: string;
  display: string;
  theme_color: string;
  background_color: string;
  icons: { src: string; sizes: string; type: string; purpose?: string }[];
  shortcuts: { name: string; url: string; icons: { src: string }[] }[];
}

test('the browser finds nothing that keeps the app from being installed', async ({ page, context }) => {
  await page.goto('/');
  await waitForServiceWorker(page);
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // A page in a fresh incognito-like context can never be installed, whatever it offers.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  const { errors } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
});

test('the manifest says what launchers need, and every picture in it has the size it claims', async ({
  page,
  request,
}) => {
  const manifest = (await (await request.get('/manifest.webmanifest')).json()) as Manifest;
  expect(manifest).toMatchObject({
    id: '/',
    name: 'Tallybook',
    scope: '/',
    display: 'standalone',
    lang: 'en',
    dir: 'ltr',
    start_url: '/?source=pwa',
  });
  expect(manifest.short_name.length).toBeLessThanOrEqual(12);
  for (const purpose of ['any', 'maskable']) {
    const sizes = manifest.icons.filter((icon) => icon.purpose === purpose).map((icon) => icon.sizes);
    expect(sizes).toEqual(['192x192', '512x512']);
  }
  await page.goto('/');
  for (const { src, sizes } of manifest.icons.filter((icon) => icon.type === 'image/png')) {
    const size = await page.evaluate(async (url) => {
      const picture = await createImageBitmap(await (await fetch(url)).blob());
      return `${picture.width}x${picture.height}`;
    }, src);
    expect(size, src).toBe(sizes);
  }
  const linked = [...manifest.icons, ...manifest.shortcuts.flatMap((shortcut) => shortcut.icons)];
  for (const { src } of [
    ...linked,
    { src: '/favicon.ico' },
    { src: '/favicon.svg' },
    { src: '/icons/apple-touch-icon-180.png' },
  ]) {
    expect((await request.get(src)).headers()['content-type'], src).toMatch(/^image\//);
  }
});

testWithOwnServer(
  'every shortcut opens cold with the server dead',
  async ({ page, context, ownServer, request, problems }) => {
    problems.expect(/net::ERR_/);
    const { shortcuts, start_url } = (await (await request.get('/manifest.webmanifest')).json()) as Manifest;
    await page.goto('/');
    await waitForServiceWorker(page);
    await page.close();
    await ownServer.kill();
    await context.setOffline(true);
    expect(shortcuts.map(({ name }) => name)).toContain('Add expense');
    for (const url of [start_url, ...shortcuts.map((shortcut) => shortcut.url)]) {
      const cold = await context.newPage();
      await cold.goto(url);
      await expect(cold.getByRole('heading', { level: 1 }).first()).toBeVisible();
      await cold.close();
    }
  },
);
