import type { AppUpdate } from './app-update.svelte.ts';
import { trustedServiceWorkerUrl } from './trusted-script-url.ts';
import { scheduleUpdateChecks } from './update-schedule.ts';

/** How long a first visit without an account lasts before the parts of classes are fetched, in ms. */
const FIRST_LOOK_MS = 10_000;

export type RegistrationOutcome =
  | { registered: true; stop: () => void }
  | { registered: false; reason: 'insecure-context' | 'not-supported' | 'refused'; detail?: string };

/** Resolves once the first screen is painted and the page has nothing better to do; Safari has no idle callback. */
function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    const schedule = () => {
      if ('requestIdleCallback' in window) window.requestIdleCallback(() => resolve(), { timeout: 2000 });
      else setTimeout(resolve, 200);
    };
    if (document.readyState === 'complete') schedule();
    else window.addEventListener('load', schedule, { once: true });
  });
}

/**
 * Registers the service worker once the page is idle, connects `update` to it and starts the checks for newer builds.
 * A refusal of the browser (private mode, a policy of the device) is an answer: the app works, but not offline.
 */
export async function registerServiceWorker(
  update: AppUpdate,
  isSignedIn: boolean,
): Promise<RegistrationOutcome> {
  if (!window.isSecureContext) return { registered: false, reason: 'insecure-context' };
  if (!('serviceWorker' in navigator)) return { registered: false, reason: 'not-supported' };
  const container = navigator.serviceWorker;

  // Another tab may accept an update while this one is still loading: listen before anything is awaited.
  const changed = () => void update.controllerChanged();
  const isFirstVisit = container.controller === null;
  if (!isFirstVisit) update.pageIsControlled();
  container.addEventListener('controllerchange', changed);

  await whenIdle();
  try {
    const { Workbox } = await import('workbox-window/Workbox.js');
    const worker = new Workbox(trustedServiceWorkerUrl() as string, { scope: '/', updateViaCache: 'none' });
    worker.addEventListener('waiting', () => update.waitingFound());
    const registration = await worker.register({ immediate: true });
    if (registration === undefined) throw new Error('registered twice');
    update.connect({
      isInstalling: () => registration.installing !== null,
      isWaiting: () => registration.waiting !== null && registration.active !== null,
      check: () => worker.update(),
      skipWaiting: () => worker.messageSkipWaiting(),
      activated: () => new Promise((resolve) => worker.addEventListener('activated', () => resolve())),
    });
  } catch (error) {
    container.removeEventListener('controllerchange', changed);
    return { registered: false, reason: 'refused', detail: String(error) };
  }
  const laterParts = setTimeout(
    () => void container.ready.then(({ active }) => active?.postMessage({ type: 'FETCH_LATER_PARTS' })),
    isFirstVisit && !isSignedIn ? FIRST_LOOK_MS : 0,
  );
  const endChecks = scheduleUpdateChecks(() => void update.check(), { window, document });
  return {
    registered: true,
    stop: () => {
      clearTimeout(laterParts);
      endChecks();
      container.removeEventListener('controllerchange', changed);
    },
  };
}
