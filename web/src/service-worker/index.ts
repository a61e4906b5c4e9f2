import {
  addPlugins,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { notAppRoutes } from '../lib/pwa/app-routes.ts';
import { isShellOfBuild, mayPrecache } from '../lib/pwa/precache-guard.ts';

declare const self: ServiceWorkerGlobalScope;

const shellPath = '/200.html';

const precacheEntries = self.__WB_MANIFEST;
const precachedPaths = new Set(
  precacheEntries.map(
    (entry) => new URL(typeof entry === 'string' ? entry : entry.url, self.location.origin).pathname,
  ),
);

// One refused answer fails the whole installation, and the version that works stays.
addPlugins([
  {
    cacheWillUpdate: async ({ request, response }) => {
      const path = new URL(request.url).pathname;
      if (!mayPrecache(path, response)) return null;
      if (path === shellPath && !isShellOfBuild(await response.clone().text(), precachedPaths)) return null;
      return response;
    },
  },
]);

precacheAndRoute(precacheEntries, { cleanURLs: false, directoryIndex: '' });
cleanupOutdatedCaches();

// Nothing else is ever cached: what the server says about a person is for the page that asked.
registerRoute(new NavigationRoute(createHandlerBoundToURL(shellPath), { denylist: [...notAppRoutes] }));

let isFirstInstall = false;

self.addEventListener('install', () => {
  isFirstInstall = self.registration.active === null;
});

// Claiming on an update would put tabs of the old build over the files of the new one; on the first install there is
// no old build, and the open tab works offline from now on.
self.addEventListener('activate', (event) => {
  if (isFirstInstall) event.waitUntil(self.clients.claim());
});

self.addEventListener('message', (event) => {
  const message: unknown = event.data;
  const isRequest = typeof message === 'object' && message !== null && 'type' in message;
  if (isRequest && message.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting());
});
