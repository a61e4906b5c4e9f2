/** How much a socket may ask for at once, and per second after that. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Credit that refills with time. */
export class TokenBucket {
  readonly #rate: Rate;
  #credit: number;
  #filledAtMs: number;

  constructor(rate: Rate, nowMs: number) {
    this.#rate = rate;
    this.#credit = rate.burst;
    this.#filledAtMs = nowMs;
  }

  /**
   * Takes `cost` and returns how long to wait before the next, in ms; 0 while there is credit. The credit may be
   * overdrawn, since what has arrived is handled; then its owner has to wait.
   */
  take(cost: number, nowMs: number): number {
    this.#fill(nowMs);
    this.#credit -= cost;
    return this.#credit >= 0 ? 0 : Math.ceil((-this.#credit * 1000) / this.#rate.perSecond);
  }

  /** Takes `cost` where there is credit for it, and nothing where there is not. */
  tryTake(cost: number, nowMs: number): boolean {
    this.#fill(nowMs);
    if (this.#credit < cost) return false;
    this.#credit -= cost;
    return true;
  }

  #fill(nowMs: number): void {
    const { burst, perSecond } = this.#rate;
    // A clock that is set back neither gives nor takes.
    const elapsedMs = Math.max(0, nowMs - this.#filledAtMs);
    this.#credit = Math.min(burst, this.#credit + (elapsedMs * perSecond) / 1000);
    this.#filledAtMs = nowMs;
  }
}
