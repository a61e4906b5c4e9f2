import type { SeenChanges } from '$lib/platform/seen-changes.ts';

/** A class as the count needs it; its `revision` rises with each change that is kept. */
export interface CountedClass {
  readonly id: string;
  readonly revision: number;
}

export interface NewsParts {
  readonly memory: { get(): SeenChanges | undefined; set(seen: SeenChanges): void };
  /** How many changes of others a class holds; null when it cannot be read now. */
  readonly count: (classId: string) => Promise<number | null>;
  /** Resolves in a quiet moment. */
  readonly quiet: () => Promise<void>;
  readonly show: (count: number) => void;
}

/** Counts what others did in my classes since I last looked at each; reads a class again only once it has changed. */
export class NewsCount {
  readonly #parts: NewsParts;
  readonly #counts = new Map<string, { revision: number; changes: number }>();
  #asked: { classes: readonly CountedClass[]; lookedAt: string | null } | null = null;
  #running: Promise<void> | null = null;

  constructor(parts: NewsParts) {
    this.#parts = parts;
  }

  /** `lookedAt`: the class on the screen. Settles once the newest that was asked for is shown; never rejects. */
  update(classes: readonly CountedClass[], lookedAt: string | null): Promise<void> {
    this.#asked = { classes, lookedAt };
    this.#running ??= this.#run().finally(() => (this.#running = null));
    return this.#running;
  }

  async #run(): Promise<void> {
    for (let asked = this.#asked; asked !== null; asked = this.#asked) {
      this.#asked = null;
      const { classes, lookedAt } = asked;
      for (const one of classes) await this.#count(one);
      this.#show(classes, lookedAt);
    }
  }

  async #count({ id, revision }: CountedClass): Promise<void> {
    if (this.#counts.get(id)?.revision === revision) return;
    await this.#parts.quiet();
    const changes = await this.#parts.count(id);
    if (changes !== null) this.#counts.set(id, { revision, changes });
  }

  #show(classes: readonly CountedClass[], lookedAt: string | null): void {
    const { memory, show } = this.#parts;
    // Another tab may have looked at a class since.
    const known = memory.get() ?? {};
    const seen: Record<string, number> = { ...known };
    let news = 0;
    for (const { id } of classes) {
      const changes = this.#counts.get(id)?.changes;
      if (changes === undefined) continue;
      // What was there when a class came to this device is nothing that happened since.
      if (id === lookedAt || seen[id] === undefined || seen[id] > changes) seen[id] = changes;
      news += changes - seen[id];
    }
    if (JSON.stringify(seen) !== JSON.stringify(known)) memory.set(seen);
    show(news);
  }
}
