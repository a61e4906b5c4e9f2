import type { DeviceAccount, DeviceProfiles } from '$lib/platform/device-profiles.ts';

/** The account whose profile this page works with, and whether the server still knows its session. */
export class Account {
  readonly #profiles: DeviceProfiles;
  #isSessionOver = $state(false);
  /** Rises when what the device remembers was changed by this page. */
  #version = $state(0);
  /** As it was when the page was loaded: its database is open. */
  readonly #currentId: string | null;

  constructor(deps: { profiles: DeviceProfiles }) {
    this.#profiles = deps.profiles;
    this.#currentId = deps.profiles.current?.id ?? null;
  }

  get current(): DeviceAccount | null {
    return this.allOnDevice.find(({ id }) => id === this.#currentId) ?? null;
  }

  get allOnDevice(): readonly DeviceAccount[] {
    return this.#version < 0 ? [] : this.#profiles.all;
  }

  /** The server has said that one has to sign in: nothing changes but that nothing is synced. */
  get isSessionOver(): boolean {
    return this.#isSessionOver;
  }

  sessionOver(): void {
    this.#isSessionOver = true;
  }

  sessionGood(): void {
    this.#isSessionOver = false;
  }

  /** Takes another name of the current account. */
  renamed(account: DeviceAccount): void {
    this.#profiles.use(account);
    this.#version++;
  }

  /** The page that is loaded next works with this account, or with the profile without one. */
  useNext(account: DeviceAccount | null): void {
    this.#profiles.use(account);
  }

  forget(accountId: string): void {
    this.#profiles.forget(accountId);
    this.#version++;
  }
}
