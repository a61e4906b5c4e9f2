import { localMemory } from '$lib/platform/local-memory.ts';
import { readContext } from '$lib/platform/secure-context.ts';
import { AppUpdate, type UpdateSurroundings } from '$lib/pwa/app-update.svelte.ts';
import { InstallHint, readInstallPlatform, type InstallMemory } from '$lib/pwa/install.svelte.ts';
import { clockAheadMinutes } from '$lib/pwa/clock-check.ts';
import { followLaunches } from '$lib/pwa/launches.ts';
import { originNotice, type OriginNotice } from '$lib/pwa/origin-notice.ts';
import { guardPreloadErrors, type MissingPart } from '$lib/pwa/preload-error.ts';
import { registerServiceWorker } from '$lib/pwa/register.ts';

/** What surrounds the screens: updates, installing, and what does not work at this address. */
export class AppChrome {
  readonly update: AppUpdate;
  readonly install: InstallHint;
  readonly #isFormOpen: () => boolean;
  readonly #open: (path: string) => void;
  readonly #destination: () => string | undefined;
  readonly #isSignedIn: () => boolean;
  #originNotice = $state.raw<OriginNotice | undefined>();
  #clockAheadMinutes = $state<number | undefined>();
  #missingPart = $state.raw<MissingPart | null>(null);

  constructor(
    deps: Pick<UpdateSurroundings, 'isFormOpen' | 'flushDraft'> & {
      open: (path: string) => void;
      /** The address that the router is on its way to. */
      destination: () => string | undefined;
      isSignedIn: () => boolean;
    },
  ) {
    this.#isFormOpen = deps.isFormOpen;
    this.#open = deps.open;
    this.#destination = deps.destination;
    this.#isSignedIn = deps.isSignedIn;
    this.update = new AppUpdate({
      isFormOpen: deps.isFormOpen,
      flushDraft: deps.flushDraft,
      reload: () => location.reload(),
      isOnline: () => navigator.onLine,
    });
    this.install = new InstallHint(
      localMemory('tallybook:install', isInstallMemory),
      readInstallPlatform(window),
      Date.now,
    );
  }

  get originNotice(): OriginNotice | undefined {
    return this.#originNotice;
  }

  /** Minutes by which this device's clock is ahead (behind: negative); undefined while it is about right. */
  get clockAheadMinutes(): number | undefined {
    return this.#clockAheadMinutes;
  }

  /** Whether there is anything to tell beside what the screens say. */
  get hasNews(): boolean {
    return (
      this.#originNotice !== undefined ||
      this.#clockAheadMinutes !== undefined ||
      this.update.shouldAsk ||
      this.install.shouldShow
    );
  }

  /** Why a part of the app could not be loaded, for the error page. */
  get missingPart(): MissingPart | null {
    return this.#missingPart;
  }

  /** Connects to the browser; the returned function lets go of it. */
  start(): () => void {
    let stopChecks: (() => void) | undefined;
    const life = new AbortController();
    const stopInstall = this.install.listen(window);
    const stopGuard = guardPreloadErrors({
      target: window,
      // Looked up at each use: where site data is blocked, naming it already throws.
      storage: {
        getItem: (key) => sessionStorage.getItem(key),
        setItem: (key, value) => sessionStorage.setItem(key, value),
      },
      isOnline: () => navigator.onLine,
      // Without an answer in sight nothing is reloaded, however long that takes.
      serverAnswers: () =>
        fetch('/healthz', { cache: 'no-store' }).then(
          ({ ok }) => ok,
          () => false,
        ),
      reload: () => {
        const address = this.#destination() ?? location.href;
        if (address === location.href) location.reload();
        else location.assign(address);
      },
      now: Date.now,
      report: (missing) => (this.#missingPart = missing),
    });
    followLaunches({
      scope: window,
      currentUrl: () => location.href,
      isFormOpen: this.#isFormOpen,
      open: this.#open,
    });
    const register = async (): Promise<void> => {
      const outcome = await registerServiceWorker(this.update, this.#isSignedIn());
      if (outcome.registered) {
        stopChecks = outcome.stop;
        if (life.signal.aborted) stopChecks();
      } else if (outcome.reason === 'refused') {
        // The network may have gone while the page started.
        window.addEventListener('online', () => void register(), { once: true, signal: life.signal });
      }
    };
    if (!import.meta.env.DEV) void register();
    void this.#askServer();
    return () => {
      life.abort();
      stopInstall();
      stopGuard();
      stopChecks?.();
    };
  }

  /** Learns from the server what the page cannot see by itself: where it should have been opened, and the time. */
  async #askServer(): Promise<void> {
    const { secure: isSecureContext, origin } = readContext();
    this.#originNotice = originNotice({ isSecureContext, origin, publicOrigin: undefined });
    // A start without a network asks nobody anything.
    if (!navigator.onLine) return;
    try {
      const answer = await fetch('/api/about', { headers: { accept: 'application/json' } });
      this.#clockAheadMinutes = clockAheadMinutes(answer.headers.get('date'), Date.now());
      const about: unknown = answer.ok ? await answer.json() : null;
      const publicOrigin =
        typeof about === 'object' &&
        about !== null &&
        'publicOrigin' in about &&
        typeof about.publicOrigin === 'string'
          ? about.publicOrigin
          : undefined;
      this.#originNotice = originNotice({ isSecureContext, origin, publicOrigin });
    } catch {
      // Offline: what the address itself says has been said, and the server's word comes with the next start.
    }
  }
}

function isInstallMemory(value: unknown): value is InstallMemory {
  return (
    typeof value === 'object' &&
    value !== null &&
    'savedCount' in value &&
    typeof value.savedCount === 'number' &&
    (!('dismissedAt' in value) || typeof value.dismissedAt === 'number')
  );
}
