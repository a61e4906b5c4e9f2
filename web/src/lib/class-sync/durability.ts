interface Mark {
  readonly number: number;
  readonly changes: number;
  /** How many records of each client the server has on disk once the barrier is answered. */
  readonly vector: ReadonlyMap<number, number>;
}

/**
 * Knows whether the server has confirmed all that it was told: a barrier goes out after the last update of a turn, and
 * its answer confirms what was told when it went out. One per connection.
 */
export class Durability {
  readonly #vector: () => ReadonlyMap<number, number>;
  readonly #send: (number: number) => void;
  readonly #onConfirmed: (vector: ReadonlyMap<number, number>) => void;
  #marks: Mark[] = [];
  #lastNumber = 0;
  #changes = 0;
  #confirmedChanges = -1;
  #hasAnswered = false;
  #isDue = false;
  #isOver = false;
  #waiting: ((isConfirmed: boolean) => void)[] = [];

  constructor(parts: {
    /** How many records of each client the server was told. */
    readonly vector: () => ReadonlyMap<number, number>;
    readonly send: (number: number) => void;
    readonly onConfirmed: (vector: ReadonlyMap<number, number>) => void;
  }) {
    this.#vector = parts.vector;
    this.#send = parts.send;
    this.#onConfirmed = parts.onConfirmed;
  }

  /** Whether the last barrier after the last change was answered. */
  get isConfirmed(): boolean {
    return this.#confirmedChanges === this.#changes;
  }

  /** The server has had its first answer: before that there is nothing that a barrier could confirm. */
  answeredServer(): void {
    this.#hasAnswered = true;
    this.#sendSoon();
  }

  /** The server was told something of this device's. */
  changed(): void {
    this.#changes++;
    this.#sendSoon();
  }

  /** Asks again although nothing was added: what the server sent before the answer has then come. */
  ask(): void {
    this.changed();
  }

  answered(number: number): void {
    const mark = this.#marks.filter((one) => one.number <= number).at(-1);
    this.#marks = this.#marks.filter((one) => one.number > number);
    if (!mark) return;
    this.#confirmedChanges = mark.changes;
    this.#onConfirmed(mark.vector);
    if (this.isConfirmed) this.#wake(true);
  }

  /** Resolves with true once everything up to then is confirmed, with false when the connection ends before that. */
  confirmed(): Promise<boolean> {
    if (this.isConfirmed || this.#isOver) return Promise.resolve(this.isConfirmed);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The connection is over. */
  end(): void {
    this.#isOver = true;
    this.#wake(false);
  }

  #wake(isConfirmed: boolean): void {
    for (const resolve of this.#waiting.splice(0)) resolve(isConfirmed);
  }

  #sendSoon(): void {
    if (!this.#hasAnswered || this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      this.#marks.push({ number: ++this.#lastNumber, changes: this.#changes, vector: this.#vector() });
      this.#send(this.#lastNumber);
    });
  }
}
