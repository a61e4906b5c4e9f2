/** The durability barriers of one peer that are not answered yet. */
export class Barriers {
  #last = -1;
  /** `mark` counts the commits that must be on disk; it is set once nothing else stands in the way. */
  #waiting: { number: number; mark: number | undefined }[] = [];

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** False when the numbers do not rise. */
  add(number: number): boolean {
    if (number <= this.#last) return false;
    this.#last = number;
    this.#waiting.push({ number, mark: undefined });
    return true;
  }

  /** The peer has not said everything yet: what it will say belongs before these barriers. */
  hold(): void {
    const last = this.#waiting.at(-1);
    this.#waiting = last ? [{ number: last.number, mark: undefined }] : [];
  }

  /**
   * The highest barrier that can be answered now, if any.
   * @param issued how many commits the class has given to the disk
   * @param committed how many of them are there
   */
  answer(issued: number, committed: number): number | undefined {
    let answered: number | undefined;
    const waiting: { number: number; mark: number }[] = [];
    for (const { number, mark = issued } of this.#waiting) {
      const before = waiting.at(-1);
      if (mark <= committed) answered = number;
      else if (before?.mark === mark) before.number = number;
      else waiting.push({ number, mark });
    }
    this.#waiting = waiting;
    return answered;
  }
}
