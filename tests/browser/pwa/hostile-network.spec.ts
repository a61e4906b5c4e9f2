import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, testWithOwnServer as test } from '../../support/fixtures.ts';
import { nextWebBuild } from '../../support/next-web-build.ts';
import { cacheContents, checkForUpdate, waitForServiceWorker } from '../../support/service-worker.ts';

/** Something else that answers at the app's address, as a hotel's network does. */
async function listenAt(origin: string, answer: RequestListener): Promise<Server> {
  const server = createServer(answer);
  server.listen(Number(new URL(origin).port), '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const portalPage = '<!doctype html><title>Hotel Wi-Fi</title><h1>Welcome. Please accept our terms.</h1>';
const nextWorker = readFileSync(join(nextWebBuild, 'service-worker.js'));

/** The one file that gets through is a real, newer service worker: what it then fetches is what is tested. */
const answers: Record<string, RequestListener> = {
  'a page with status 200 for everything': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(portalPage);
  },
  'its page for every file but the service worker': (request, response) => {
    if (request.url === '/service-worker.js') {
      response
        .writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-cache' })
        .end(nextWorker);
    } else response.writeHead(200, { 'content-type': 'text/html' }).end(portalPage);
  },
  'its page under the right content type for every file': (request, response) => {
    if (request.url === '/service-worker.js') {
      response
        .writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-cache' })
        .end(nextWorker);
    } else if (request.url?.startsWith('/200.html') === true) {
      response.writeHead(200, { 'content-type': 'text/html' }).end(portalPage);
    } else {
      const path = (request.url ?? '').replace(/\?.*/, '');
      const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', png: 'image/png' };
      const type = types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type }).end('');
    }
  },
  'a redirect to a sign-in page': (request, response) => {
    if (request.url === '/service-worker.js') {
      response
        .writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-cache' })
        .end(nextWorker);
    } else if (request.url === '/portal')
      response.writeHead(200, { 'content-type': 'text/html' }).end(portalPage);
    else response.writeHead(302, { location: '/portal' }).end();
  },
  'a bad gateway': (request, response) => {
    if (request.url === '/service-worker.js') {
      response
        .writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-cache' })
        .end(nextWorker);
    } else response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>');
  },
};

for (const [name, answer] of Object.entries(answers)) {
  test(`a network that answers with ${name} changes nothing that is cached`, async ({
    page,
    ownServer,
    problems,
  }) => {
    problems.expect(
      /Failed to load resource|bad-precaching-response|unsupported MIME type|ServiceWorker|net::ERR_/,
    );
    await page.goto('/');
    await waitForServiceWorker(page);
    const before = await cacheContents(page);
    await ownServer.kill();
    const hostile = await listenAt(ownServer.origin, answer);
    try {
      expect(await checkForUpdate(page)).toBe('failed');
      expect(await cacheContents(page)).toEqual(before);
      await page.goto('/expenses/new');
      await expect(page.getByRole('textbox', { name: 'Amount' })).toBeVisible();
    } finally {
      hostile.closeAllConnections();
      hostile.close();
    }
  });
}
