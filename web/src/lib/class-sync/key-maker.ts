/** Keys for rows of a document: later ones sort after, as long as the clock stands still or goes on, and none is twice. */
export class KeyMaker {
  readonly #now: () => number;
  readonly #randomBytes: (length: number) => Uint8Array;
  #lastMs = 0;

  constructor(now: () => number, randomBytes: (length: number) => Uint8Array) {
    this.#now = now;
    this.#randomBytes = randomBytes;
  }

  next(classId: string): string {
    this.#lastMs = Math.max(this.#now(), this.#lastMs + 1);
    return `${classId}/${this.#lastMs.toString(36).padStart(9, '0')}-${this.id()}`;
  }

  /** 16 hexadecimal digits. */
  id(): string {
    return Array.from(this.#randomBytes(8), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}
