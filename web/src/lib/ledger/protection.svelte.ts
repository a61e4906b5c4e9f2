import {
  readStorageProtection,
  requestStorageProtection,
  type StorageProtection,
  type StoragePort,
} from '$lib/platform/storage-protection.ts';

/** Whether the browser may throw this site's data away, for the settings and the backup reminder. */
export class Protection {
  readonly #storage: StoragePort | undefined;
  #state = $state.raw<StorageProtection>({ protected: null, usedBytes: null, quotaBytes: null });
  #hasAsked = false;

  constructor(deps: { storage: StoragePort | undefined }) {
    this.#storage = deps.storage;
  }

  get state(): StorageProtection {
    return this.#state;
  }

  async refresh(): Promise<void> {
    this.#state = await readStorageProtection(this.#storage);
  }

  /** Asks the browser to keep the data; some browsers ask the person in turn. */
  async request(): Promise<void> {
    this.#hasAsked = true;
    this.#state = await requestStorageProtection(this.#storage);
  }

  /** Asks unless this page has asked before: after a saved entry, where a refusal must not be met by a new question. */
  async requestOnce(): Promise<void> {
    if (!this.#hasAsked) await this.request();
  }
}
