import {
  addPlugins,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  PrecacheController,
  precacheAndRoute,
  PrecacheRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { notAppRoutes } from '../lib/pwa/app-routes.ts';
import { isShellOfBuild, mayPrecache } from '../lib/pwa/precache-guard.ts';

declare const self: ServiceWorkerGlobalScope;

const shellPath = '/200.html';

/** As `precache-manifest.ts` makes them. */
interface Entry {
  readonly url: string;
  readonly revision: string | null;
  readonly integrity?: string;
  /** Of classes and accounts. */
  readonly later?: true;
}

const entries = self.__WB_MANIFEST as Entry[];
const precachedPaths = new Set(entries.map(({ url }) => new URL(url, self.location.origin).pathname));

// One refused answer fails the whole installation, and the version that works stays.
const guard = {
  cacheWillUpdate: async ({ request, response }: { request: Request; response: Response }) => {
    const path = new URL(request.url).pathname;
    if (!mayPrecache(path, response)) return null;
    if (path === shellPath && !isShellOfBuild(await response.clone().text(), precachedPaths)) return null;
    return response;
  },
};
const routeOptions = { cleanURLs: false, directoryIndex: '' };

addPlugins([guard]);
precacheAndRoute(
  entries.filter(({ later }) => !later),
  routeOptions,
);

const laterParts = new PrecacheController({ cacheName: 'tallybook-later-parts', plugins: [guard] });
laterParts.addToCacheList(entries.filter(({ later }) => later));
registerRoute(new PrecacheRoute(laterParts, routeOptions));
cleanupOutdatedCaches();

// Nothing else is ever cached: what the server says about a person is for the page that asked.
registerRoute(new NavigationRoute(createHandlerBoundToURL(shellPath), { denylist: [...notAppRoutes] }));

let isFirstInstall = false;

self.addEventListener('install', (event) => {
  isFirstInstall = self.registration.active === null;
  // Whoever uses the app already may open any of its screens without a network right after an update.
  if (!isFirstInstall) event.waitUntil(laterParts.install(event));
});

// Claiming on an update would put tabs of the old build over the files of the new one; on the first install there is
// no old build, and the open tab works offline from now on.
self.addEventListener('activate', (event) => {
  event.waitUntil(laterParts.activate(event));
  if (isFirstInstall) event.waitUntil(self.clients.claim());
});

/** Fetches what is not there yet. What fails is tried again when the next page asks. */
async function fetchLaterParts(event: ExtendableEvent): Promise<void> {
  const { strategy } = laterParts;
  for (const [url, cacheKey] of laterParts.getURLsToCacheKeys()) {
    const integrity = laterParts.getIntegrityForCacheKey(cacheKey);
    const request = new Request(url, { credentials: 'same-origin' });
    await Promise.all(strategy.handleAll({ event, request, params: { cacheKey, integrity } }));
  }
}

self.addEventListener('message', (event) => {
  const message: unknown = event.data;
  const isRequest = typeof message === 'object' && message !== null && 'type' in message;
  if (!isRequest) return;
  if (message.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting());
  if (message.type === 'FETCH_LATER_PARTS') event.waitUntil(fetchLaterParts(event).catch(() => undefined));
});

/** Shows the screen that a notification is about, in a window of the app that is open already where there is one. */
async function openScreen(path: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window' });
  const [open] = windows;
  if (!open) {
    await self.clients.openWindow(path);
    return;
  }
  // Asked and not navigated: a form may be open there, and only the page knows.
  open.postMessage({ type: 'OPEN_SCREEN', path });
  await open.focus();
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const data: unknown = event.notification.data;
  const isOurs = typeof data === 'object' && data !== null && 'path' in data;
  const path = isOurs && typeof data.path === 'string' && data.path.startsWith('/') ? data.path : '/';
  event.waitUntil(openScreen(path).catch(() => undefined));
});
