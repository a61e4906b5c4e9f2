/** Far enough below 2^53 that one more amount (at most 1e12) still fits. */
const NEAR_LIMIT = 2 ** 52;

/** Adds amounts in minor units exactly, however many: in a double as far as that is exact, beyond it in a bigint. */
export class ExactSum {
  #near = 0;
  #far = 0n;

  add(minor: number): void {
    this.#near += minor;
    if (this.#near > NEAR_LIMIT || this.#near < -NEAR_LIMIT) {
      this.#far += BigInt(this.#near);
      this.#near = 0;
    }
  }

  get minor(): bigint {
    return this.#far + BigInt(this.#near);
  }
}
