/** Client ids of one class that an author may hold: far more than page loads of a month. */
const MAX_PER_AUTHOR = 500;
const MAX_PER_CLASS = 10_000;
/** Of all classes together, some 20 MB. */
const MAX_IN_ALL = 200_000;

/** A client id that was announced, and whose it is from then on. */
export interface Seat {
  /** The author id of its account in the class. */
  readonly memberId: string;
  /** The last clock told to others. It goes on rising when the client comes back with its old one. */
  clock: number;
}

/** The seats of one class. A full class forgets the one that was unused for longest, first of the same author. */
export class ClassSeats {
  readonly #seats = new Map<number, Seat>();
  readonly #countByAuthor = new Map<string, number>();
  readonly #onAdded: () => void;

  constructor(onAdded: () => void = () => undefined) {
    this.#onAdded = onAdded;
  }

  get size(): number {
    return this.#seats.size;
  }

  /** The author id for which a client id is kept, if it is. */
  holderOf(clientId: number): string | undefined {
    return this.#seats.get(clientId)?.memberId;
  }

  /** The seat of a client id that nobody else holds; made when there is none. */
  take(clientId: number, memberId: string): Seat {
    const known = this.#seats.get(clientId);
    if (known) {
      this.#seats.delete(clientId);
      this.#seats.set(clientId, known);
      return known;
    }
    const held = this.#countByAuthor.get(memberId) ?? 0;
    if (held >= MAX_PER_AUTHOR) this.#forgetOldest(memberId);
    else if (this.#seats.size >= MAX_PER_CLASS) this.#forgetOldest(undefined);
    const seat = { memberId, clock: -1 };
    this.#seats.set(clientId, seat);
    this.#count(memberId, 1);
    this.#onAdded();
    return seat;
  }

  #forgetOldest(memberId: string | undefined): void {
    for (const [clientId, seat] of this.#seats) {
      if (memberId !== undefined && seat.memberId !== memberId) continue;
      this.#seats.delete(clientId);
      this.#count(seat.memberId, -1);
      return;
    }
  }

  #count(memberId: string, by: number): void {
    const count = (this.#countByAuthor.get(memberId) ?? 0) + by;
    if (count > 0) this.#countByAuthor.set(memberId, count);
    else this.#countByAuthor.delete(memberId);
  }
}

/** The seats of all classes. They outlive the rooms, since a client may write offline for longer than its class is loaded. */
export class Seats {
  readonly #classes = new Map<string, { readonly seats: ClassSeats; counted: number }>();
  #count = 0;

  of(classId: string): ClassSeats {
    const known = this.#classes.get(classId)?.seats;
    if (known) {
      this.#touch(classId, known);
      return known;
    }
    const seats: ClassSeats = new ClassSeats(() => this.#touch(classId, seats));
    return seats;
  }

  /** Forgets the classes that were unused for longest when there are too many seats. */
  #touch(classId: string, seats: ClassSeats): void {
    const known = this.#classes.get(classId);
    this.#classes.delete(classId);
    this.#classes.set(classId, { seats, counted: seats.size });
    this.#count += seats.size - (known?.counted ?? 0);
    for (const [oldestId, oldest] of this.#classes) {
      if (this.#count <= MAX_IN_ALL || oldestId === classId) break;
      this.#classes.delete(oldestId);
      this.#count -= oldest.counted;
    }
  }
}
