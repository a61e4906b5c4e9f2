/** Which appends of a class this tab has: all up to `known`, and some beyond while another tab's message is on its way. */
export class RevisionWatch {
  #known: number;
  readonly #beyond = new Set<number>();

  constructor(known: number) {
    this.#known = known;
  }

  /** The last one without a gap before it. */
  get known(): number {
    return this.#known;
  }

  get hasAll(): boolean {
    return this.#beyond.size === 0;
  }

  get newest(): number {
    return Math.max(this.#known, ...this.#beyond);
  }

  /** Everything up to a revision was read. */
  catchUp(revision: number): void {
    for (const one of this.#beyond) if (one <= revision) this.#beyond.delete(one);
    this.#known = Math.max(this.#known, revision);
    this.note(revision);
  }

  /** 'gap': one before it is missing, and none was before. */
  note(revision: number): 'gap' | 'expected' {
    const missedBefore = this.#beyond.size;
    if (revision > this.#known) this.#beyond.add(revision);
    while (this.#beyond.delete(this.#known + 1)) this.#known++;
    return missedBefore === 0 && this.#beyond.size > 0 ? 'gap' : 'expected';
  }
}
