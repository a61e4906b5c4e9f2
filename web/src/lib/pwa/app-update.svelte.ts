/** What a look for a newer build came to; `found`: it is here or on its way. */
export type UpdateCheck = 'newest' | 'found' | 'not-reached';

/** What the model asks of the page it lives in. */
export interface UpdateSurroundings {
  /** Whether a half-typed form is on screen: it is never interrupted. */
  isFormOpen(): boolean;
  /** Makes what is typed survive a reload. Called before a reload that a form puts off. */
  flushDraft(): Promise<void> | void;
  reload(): void;
  isOnline(): boolean;
}

/** The installed app as far as updates go; see `registerServiceWorker`. */
export interface InstalledApp {
  isInstalling(): boolean;
  isWaiting(): boolean;
  /** Asks the server for a newer build. Rejects when it cannot be reached. */
  check(): Promise<void>;
  /** Lets the waiting build take over in every tab. */
  skipWaiting(): void;
  /** Resolves when the build that waits has taken over. */
  activated(): Promise<void>;
}

/**
 * A newer build of the app: known, asked about, accepted. The person decides when; accepting in one tab moves every
 * tab to the new build with exactly one reload each, and a tab with an open form reloads when the form is left.
 */
export class AppUpdate {
  #surroundings: UpdateSurroundings;
  #app: InstalledApp | undefined;
  #available = $state(false);
  #isReloadDue = $state(false);
  #isControlled = false;
  #isAccepted = false;
  #isReloading = false;
  #isChecking = false;
  #isPutOff = $state(false);

  constructor(surroundings: UpdateSurroundings) {
    this.#surroundings = surroundings;
  }

  /** A newer build is on this device and waits to be used. */
  get available(): boolean {
    return this.#available;
  }

  /** Whether to show the prompt now: never over an open form. */
  get shouldAsk(): boolean {
    return this.#available && !this.#isPutOff && !this.#surroundings.isFormOpen();
  }

  /** This tab runs the old build over the files of the new one, and reloads as soon as its form is left. */
  get isReloadDue(): boolean {
    return this.#isReloadDue;
  }

  /** This page was served by a service worker, so that the next one to take over brings another build. */
  pageIsControlled(): void {
    this.#isControlled = true;
  }

  /** Connects the model to the registered service worker. Called once, after registration. */
  connect(app: InstalledApp): void {
    this.#app = app;
    if (app.isWaiting()) this.#available = true;
  }

  /** A newer build has been installed and waits. */
  waitingFound(): void {
    this.#isPutOff = false;
    this.#available = true;
  }

  /** Not now: nothing is asked again before the next build or the next visit. */
  putOff(): void {
    this.#isPutOff = true;
  }

  /** The person agreed to the update. A second call changes nothing. */
  accept(): void {
    if (!this.#available || this.#isAccepted) return;
    this.#isAccepted = true;
    this.#app?.skipWaiting();
    // A page that came past the service worker (a hard reload) hears of no new controller.
    if (!this.#isControlled) void this.#app?.activated().then(() => this.controllerChanged(true));
  }

  /**
   * The page has come under another service worker. The first one ever brings the build that this page already runs,
   * so nothing is reloaded for it.
   */
  async controllerChanged(isUpdate = this.#isControlled): Promise<void> {
    if (!isUpdate) {
      this.#isControlled = true;
      return;
    }
    this.#available = false;
    this.#isAccepted = false;
    if (!this.#surroundings.isFormOpen()) {
      this.#reloadOnce();
      return;
    }
    this.#isReloadDue = true;
    await this.#surroundings.flushDraft();
  }

  /** The form has been left (saved, discarded or navigated away from): a reload that waited for it happens now. */
  formClosed(): void {
    if (this.#isReloadDue) this.#reloadOnce();
  }

  /**
   * Looks for a newer build, unless there is no network or one is being fetched already; says what came of it.
   * `isWish`: the person wants one, so that one that was put off is asked about again.
   */
  async check(isWish = false): Promise<UpdateCheck> {
    if (isWish) this.#isPutOff = false;
    const app = this.#app;
    if (app === undefined || !this.#surroundings.isOnline()) return 'not-reached';
    if (this.#isChecking || app.isInstalling()) return 'found';
    this.#isChecking = true;
    try {
      await app.check();
    } catch {
      // The next hour, focus or reconnect asks again.
      return 'not-reached';
    } finally {
      this.#isChecking = false;
    }
    if (app.isWaiting()) this.#available = true;
    return app.isWaiting() || app.isInstalling() ? 'found' : 'newest';
  }

  #reloadOnce(): void {
    if (this.#isReloading) return;
    this.#isReloading = true;
    this.#surroundings.reload();
  }
}
