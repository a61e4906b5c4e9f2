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

  constructor(surroundings: UpdateSurroundings) {
    this.#surroundings = surroundings;
  }

  /** A newer build is on this device and waits to be used. */
  get available(): boolean {
    return this.#available;
  }

  /** Whether to show the prompt now: never over an open form. */
  get shouldAsk(): boolean {
    return this.#available && !this.#surroundings.isFormOpen();
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
    this.#available = true;
  }

  /** The person agreed to the update. A second call changes nothing. */
  accept(): void {
    if (!this.#available || this.#isAccepted) return;
    this.#isAccepted = true;
    this.#app?.skipWaiting();
  }

  /**
   * The page has come under another service worker. The first one ever brings the build that this page already runs,
   * so nothing is reloaded for it.
   */
  async controllerChanged(): Promise<void> {
    if (!this.#isControlled) {
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

  /** Looks for a newer build, unless there is no network or one is being fetched already. */
  async check(): Promise<void> {
    const app = this.#app;
    if (app === undefined || this.#isChecking || !this.#surroundings.isOnline() || app.isInstalling()) return;
    this.#isChecking = true;
    try {
      await app.check();
    } catch {
      // The server could not be reached; the next hour, focus or reconnect asks again.
    } finally {
      this.#isChecking = false;
    }
    if (app.isWaiting()) this.#available = true;
  }

  #reloadOnce(): void {
    if (this.#isReloading) return;
    this.#isReloading = true;
    this.#surroundings.reload();
  }
}
