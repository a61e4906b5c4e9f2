/**
 * Stands in for the app's service worker when a broken one has to be called back from every device
 * (`SERVICE_WORKER=off`). It drops caches and itself, never IndexedDB, where people's data is.
 *
 * It asks only for the pages it controls, that is, those it took over from the worker before it. A page that is
 * reloaded and registers it anew is not among them, so nothing reloads twice. Navigations are not waited for: they
 * could be waiting for this very activation.
 */
export const SELF_DESTROYING_WORKER = `self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      await Promise.all(names.map((name) => caches.delete(name)));
      const pages = await self.clients.matchAll({ type: 'window' });
      await self.registration.unregister();
      for (const page of pages) page.navigate(page.url).catch(() => undefined);
    })(),
  );
});
`;
