/** How much a socket may ask for at once, and per second after that. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Credit that refills with time. It may be overdrawn, since what has arrived is handled; then its owner has to wait. */
export class TokenBucket {
  readonly #rate: Rate;
  #credit: number;
  #filledAtMs: number;

  constructor(rate: Rate, nowMs: number) {
    this.#rate = rate;
    this.#credit = rate.burst;
    this.#filledAtMs = nowMs;
  }

  /** Takes `cost` and returns how long to wait before the next, in ms; 0 while there is credit. */
  take(cost: number, nowMs: number): number {
    const { burst, perSecond } = this.#rate;
    // A clock that is set back neither gives nor takes.
    const elapsedMs = Math.max(0, nowMs - this.#filledAtMs);
    this.#credit = Math.min(burst, this.#credit + (elapsedMs * perSecond) / 1000) - cost;
    this.#filledAtMs = nowMs;
    return this.#credit >= 0 ? 0 : Math.ceil((-this.#credit * 1000) / perSecond);
  }
}
