/** A revision as far as its place in the order of sight goes. */
export interface Sighted {
  id: string;
  sees: readonly string[];
}

/** How many more links walks may follow. */
export interface StepBudget {
  steps: number;
}

const NONE: ReadonlySet<number> = new Set();

/**
 * Which revisions of one entity have seen which, transitively. Revisions that see each other in a circle, which no
 * honest writer makes, count as concurrent. Linear in revisions and links, and without recursion, since an entity
 * may have thousands of revisions in a chain. [F1]
 */
export class Ancestry {
  /** The circle (mostly of one) that each revision belongs to; what is seen has a lower number. */
  readonly #circleById = new Map<string, number>();
  readonly #seenByCircle: Set<number>[] = [];

  constructor(revisions: readonly Sighted[]) {
    const seesById = new Map(revisions.map(({ id, sees }) => [id, sees]));
    this.#findCircles(seesById);
    for (const [id, sees] of seesById) {
      const circle = this.#circle(id);
      for (const seen of sees) {
        const other = this.#circleById.get(seen);
        if (other !== undefined && other !== circle) this.#seenByCircle[circle]?.add(other);
      }
    }
  }

  /**
   * A test for what any of the given revisions has seen. It answers for `among` only, which bounds the walk to the
   * part of the history between them.
   */
  seenBy(ids: readonly string[], among: readonly string[]): (id: string) => boolean {
    const seen = this.#walk(ids, among, { steps: Infinity });
    return (id) => seen.has(this.#circle(id));
  }

  /** As `seenBy`, or null once the budget, from which it takes each link that it follows, is spent. */
  seenWithin(
    budget: StepBudget,
    ids: readonly string[],
    among: readonly string[],
  ): ((id: string) => boolean) | null {
    const seen = this.#walk(ids, among, budget);
    return budget.steps < 0 ? null : (id) => seen.has(this.#circle(id));
  }

  #walk(ids: readonly string[], among: readonly string[], budget: StepBudget): ReadonlySet<number> {
    const oldest = among.reduce((least, id) => Math.min(least, this.#circle(id)), Infinity);
    const seen = new Set<number>();
    const open = ids.map((id) => this.#circle(id));
    for (let circle = open.pop(); circle !== undefined; circle = open.pop()) {
      for (const next of this.#seenByCircle[circle] ?? []) {
        if (--budget.steps < 0) return seen;
        if (next < oldest || seen.has(next)) continue;
        seen.add(next);
        open.push(next);
      }
    }
    return seen;
  }

  /** How many circles there are; they are numbered from 0, what is seen below who sees it. */
  get circleCount(): number {
    return this.#seenByCircle.length;
  }

  /** The number of the circle that a revision belongs to, -1 for one that is not known here. */
  circleOf(id: string): number {
    return this.#circle(id);
  }

  /** The circles that a circle names as seen, directly; not all that it has seen. */
  namedBy(circle: number): ReadonlySet<number> {
    return this.#seenByCircle[circle] ?? NONE;
  }

  #circle(id: string): number {
    return this.#circleById.get(id) ?? -1;
  }

  /** Strongly connected components: R. Tarjan, "Depth-first search and linear graph algorithms", with its own stack. */
  #findCircles(seesById: ReadonlyMap<string, readonly string[]>): void {
    const orderById = new Map<string, number>();
    const lowById = new Map<string, number>();
    const path: string[] = [];
    const frames: { id: string; sees: readonly string[]; next: number }[] = [];

    const enter = (id: string, sees: readonly string[]) => {
      orderById.set(id, orderById.size);
      lowById.set(id, orderById.size - 1);
      path.push(id);
      frames.push({ id, sees, next: 0 });
    };
    const lower = (id: string, to: number) => lowById.set(id, Math.min(lowById.get(id) ?? to, to));

    for (const [root, rootSees] of seesById) {
      if (!orderById.has(root)) enter(root, rootSees);
      for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
        const { id } = frame;
        const seen = frame.sees[frame.next++];
        if (seen !== undefined) {
          const sees = seesById.get(seen);
          const order = orderById.get(seen);
          if (sees && order === undefined) enter(seen, sees);
          else if (order !== undefined && !this.#circleById.has(seen)) lower(id, order);
          continue;
        }
        frames.pop();
        const low = lowById.get(id) ?? 0;
        const parent = frames.at(-1);
        if (parent) lower(parent.id, low);
        if (low === orderById.get(id)) this.#close(path, id);
      }
    }
  }

  /** Takes a finished circle off the path, down to the revision at which it was entered. */
  #close(path: string[], entrance: string): void {
    const circle = this.#seenByCircle.push(new Set()) - 1;
    for (let id = path.pop(); id !== undefined; id = path.pop()) {
      this.#circleById.set(id, circle);
      if (id === entrance) return;
    }
  }
}
