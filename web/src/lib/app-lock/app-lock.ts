import type { LockChannel, LockMessage } from '$lib/platform/lock-channel.ts';
import type { PageCurtain } from '$lib/platform/page-curtain.ts';
import type { PageLife } from '$lib/platform/page-life.ts';
import type { Timers } from '$lib/platform/timers.ts';
import type { LockState } from './lock-state.svelte.ts';
import { PasscodeCheck, type Attempt, type PasscodeParts } from './passcode-check.ts';

const MINUTE_MS = 60_000;

export interface AppLockParts extends PasscodeParts {
  readonly state: LockState;
  readonly channel: LockChannel;
  readonly page: PageLife;
  readonly isHidden: () => boolean;
  readonly timers: Timers;
  readonly curtain: PageCurtain;
  readonly confirmByDevice: (credentialId: string) => Promise<boolean>;
}

/**
 * Locks this tab at the start and after a time out of sight, and opens it again. A curtain against glances: the records
 * themselves are as readable on the device as before.
 */
export class AppLock {
  readonly #parts: AppLockParts;
  readonly #passcode: PasscodeCheck;
  readonly #stops: readonly (() => void)[];
  #hiddenAt: number | null = null;
  #cancelTimer: (() => void) | null = null;
  #isAsking = false;

  constructor(parts: AppLockParts) {
    this.#parts = parts;
    this.#passcode = new PasscodeCheck(parts);
    const { page, channel, keeping, curtain } = parts;
    this.#stops = [
      page.onLeaving(() => this.#left()),
      page.onReturning(() => this.#returned()),
      channel.listen((message) => this.#hear(message)),
      keeping.onChangedElsewhere(() => this.#reread()),
    ];
    if (!this.#reread()) return;
    // Nobody leaves a tab that was opened behind another one, or in which the lock begins there.
    if (parts.isHidden()) this.#left();
    if (this.isLocked) {
      curtain.draw('locked');
      this.#ask();
    }
  }

  get isLocked(): boolean {
    const { phase } = this.#parts.state;
    return phase === 'closed' || phase === 'locked';
  }

  /** Whether this device's own screen lock opens it, too. */
  get opensByDevice(): boolean {
    return this.#credentialId !== null;
  }

  /** How long no passcode is tried yet, in ms. */
  get waitMs(): number {
    return this.#passcode.waitMs;
  }

  async tryPasscode(typed: string): Promise<Attempt> {
    const attempt = await this.#passcode.try(typed);
    if (attempt.kind === 'right') this.#open();
    return attempt;
  }

  /** Asks the device to recognise its owner; false when it did not. What was called off counts as no attempt. */
  async tryDevice(): Promise<boolean> {
    const credentialId = this.#credentialId;
    if (credentialId === null || !(await this.#parts.confirmByDevice(credentialId))) return false;
    this.#passcode.forgive();
    this.#open();
    return true;
  }

  /** Takes the lock away, here and in all other tabs. */
  remove(): void {
    this.#parts.keeping.remove();
    this.#reread();
  }

  /** Idempotent. */
  close(): void {
    for (const stop of this.#stops) stop();
    this.#cancelTimer?.();
    this.#parts.curtain.draw(null);
  }

  #open(): void {
    if (!this.#reread()) return;
    this.#unlock();
    this.#parts.channel.post('unlocked');
  }

  #lock(): void {
    const { state, curtain } = this.#parts;
    if (state.phase !== 'open') return;
    state.become('locked');
    curtain.draw('locked');
  }

  #unlock(): void {
    const { state, curtain, now } = this.#parts;
    this.#isAsking = false;
    state.become('open');
    curtain.draw(null);
    if (this.#hiddenAt === null) return;
    // Somebody has just opened another tab: the time out of sight begins anew.
    this.#hiddenAt = now();
    this.#waitOutOfSight();
  }

  #left(): void {
    if (this.#hiddenAt !== null) return;
    this.#hiddenAt = this.#parts.now();
    if (!this.isLocked) this.#waitOutOfSight();
  }

  #waitOutOfSight(): void {
    const { timers, curtain } = this.#parts;
    const limitMs = this.#limitMs;
    if (limitMs === 0) {
      this.#lock();
      return;
    }
    curtain.draw('away');
    this.#cancelTimer?.();
    this.#cancelTimer = timers.after(limitMs, () => this.#lock());
  }

  #returned(): void {
    this.#cancelTimer?.();
    const isOver = this.#isOver;
    this.#hiddenAt = null;
    // A device that slept has run no timers.
    if (isOver) this.#lock();
    if (this.isLocked) this.#ask();
    else this.#parts.curtain.draw(null);
  }

  /** Whoever has the app open in another tab is not asked again in this one. */
  #ask(): void {
    this.#isAsking = true;
    this.#parts.channel.post('ask');
  }

  #hear(message: LockMessage): void {
    const { state, channel } = this.#parts;
    if (message === 'locked') this.#lock();
    else if (message === 'ask') {
      if (state.phase === 'open' && !this.#isOver) channel.post('open');
    } else if (this.isLocked && (message === 'unlocked' || this.#isAsking)) this.#unlock();
  }

  /** Whether there still is a lock; one that another tab has removed, or that cannot be read, locks nobody out. */
  #reread(): boolean {
    const { keeping, state, curtain } = this.#parts;
    if (keeping.read() !== null) return true;
    keeping.remove();
    state.become('off');
    curtain.draw(null);
    return false;
  }

  get #credentialId(): string | null {
    return this.#parts.keeping.read()?.credentialId ?? null;
  }

  get #limitMs(): number {
    return (this.#parts.keeping.read()?.delay ?? 0) * MINUTE_MS;
  }

  /** Out of sight for longer than it may be. A clock that was put back counts as long enough. */
  get #isOver(): boolean {
    if (this.#hiddenAt === null) return false;
    const awayMs = this.#parts.now() - this.#hiddenAt;
    return awayMs < 0 || awayMs >= this.#limitMs;
  }
}
