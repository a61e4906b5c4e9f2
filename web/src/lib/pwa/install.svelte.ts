/** Expenses saved on this device before the app speaks of installing. */
export const savedBeforeHint = 3;
/** Milliseconds for which a dismissed hint stays away. */
export const dismissedForMs = 90 * 24 * 60 * 60 * 1000;

/** Chromium's event; no other browser has it and no type library ships it. */
export interface InstallPromptEvent extends Event {
  prompt(): Promise<void>;
  readonly userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

/** What is kept between visits. */
export interface InstallMemory {
  savedCount: number;
  /** Milliseconds since 1970, or undefined when the hint was never dismissed. */
  dismissedAt?: number;
}

/** Where the memory is kept; `get` answers undefined for a new device. */
export interface InstallMemoryStore {
  get(): InstallMemory | undefined;
  set(memory: InstallMemory): void;
}

/**
 * How this device can install the app: by the browser's own dialog, by the steps of the iOS share sheet, or not at
 * all as far as the page can know.
 */
export type InstallWay = 'prompt' | 'ios-steps' | 'installed' | 'unknown';

/** What the platform says; read once, when the app starts. */
export interface InstallPlatform {
  isStandalone: boolean;
  isIos: boolean;
}

/** iPadOS calls itself a Mac; only its touch points give it away. */
export function readInstallPlatform(window: Window): InstallPlatform {
  const { navigator } = window;
  const isTouchMac = navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1;
  const isIosStandalone = 'standalone' in navigator && navigator.standalone === true;
  return {
    isIos: /iPhone|iPad|iPod/.test(navigator.userAgent) || isTouchMac,
    isStandalone: isIosStandalone || window.matchMedia('(display-mode: standalone)').matches,
  };
}

/**
 * When and how to offer installing. The card waits for the third saved expense, and for no second visit: where an
 * installed app has a storage of its own, or websites lose theirs, each day later is more to carry over. A dismissal
 * holds for 90 days; the entry in the settings reads `way` and is there all the time.
 */
export class InstallHint {
  #store: InstallMemoryStore;
  #now: () => number;
  #isIos: boolean;
  #memory = $state.raw<InstallMemory>({ savedCount: 0 });
  #promptEvent = $state.raw<InstallPromptEvent | undefined>();
  #isInstalled = $state(false);

  /** @param now milliseconds since 1970 */
  constructor(store: InstallMemoryStore, platform: InstallPlatform, now: () => number) {
    this.#store = store;
    this.#now = now;
    this.#isIos = platform.isIos;
    this.#isInstalled = platform.isStandalone;
    this.#memory = store.get() ?? this.#memory;
  }

  get way(): InstallWay {
    if (this.#isInstalled) return 'installed';
    if (this.#promptEvent !== undefined) return 'prompt';
    return this.#isIos ? 'ios-steps' : 'unknown';
  }

  /** Whether to show the card now. */
  get shouldShow(): boolean {
    const { savedCount, dismissedAt } = this.#memory;
    if (this.way === 'installed' || this.way === 'unknown') return false;
    if (savedCount < savedBeforeHint) return false;
    return dismissedAt === undefined || this.#now() - dismissedAt >= dismissedForMs;
  }

  /** An expense has been saved on this device. */
  expenseSaved(): void {
    const latest = this.#store.get() ?? this.#memory; // Another tab may have counted since.
    this.#remember({ ...latest, savedCount: latest.savedCount + 1 });
  }

  dismiss(): void {
    this.#remember({ ...(this.#store.get() ?? this.#memory), dismissedAt: this.#now() });
  }

  /** Opens the browser's dialog; only from a tap. Declining it there counts as dismissing the card. */
  async install(): Promise<'accepted' | 'dismissed' | 'no-prompt'> {
    const event = this.#promptEvent;
    if (event === undefined) return 'no-prompt';
    this.#promptEvent = undefined; // The browser lets each event be used once.
    await event.prompt();
    const { outcome } = await event.userChoice;
    if (outcome === 'accepted') this.#isInstalled = true;
    else this.dismiss();
    return outcome;
  }

  /** Keeps the browser's own bar away and its dialog for `install`. Returns a function that ends listening. */
  listen(target: Pick<Window, 'addEventListener' | 'removeEventListener'>): () => void {
    const capture = (event: Event) => {
      event.preventDefault();
      this.#promptEvent = event as InstallPromptEvent;
    };
    const installed = () => {
      this.#promptEvent = undefined;
      this.#isInstalled = true;
    };
    target.addEventListener('beforeinstallprompt', capture);
    target.addEventListener('appinstalled', installed);
    return () => {
      target.removeEventListener('beforeinstallprompt', capture);
      target.removeEventListener('appinstalled', installed);
    };
  }

  #remember(memory: InstallMemory): void {
    this.#memory = memory;
    this.#store.set(memory);
  }
}
