import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { EntityFacts, HistoryStep } from '@tallybook/shared/class-doc/records';

/** What a step of the feed is about. */
type FeedKind = 'entry' | 'member' | 'plan' | 'comment' | 'class';

export interface FeedStep extends HistoryStep {
  readonly entityId: string;
  readonly kind: FeedKind;
}

interface Source {
  readonly entityId: string;
  readonly kind: FeedKind;
  readonly changedAt: number;
}

/**
 * All that happened in a class, newest first, read as far as it is asked for: the history of an entity is folded only
 * once the feed has come to its latest change. Good for the ledger as it was when it was made.
 */
export class ClassFeed {
  readonly #ledger: ClassLedger;
  readonly #wants: (step: FeedStep) => boolean;
  readonly #sources: readonly Source[];
  #nextSource = 0;
  /** Steps that were read and not yet given out, oldest first. */
  #waiting: FeedStep[] = [];

  /** `mayHold`: whether an entity can have a step that is wanted, by what is known of it without its history. */
  constructor(
    ledger: ClassLedger,
    wants: (step: FeedStep) => boolean = () => true,
    mayHold: (facts: EntityFacts) => boolean = () => true,
  ) {
    this.#ledger = ledger;
    this.#wants = wants;
    this.#sources = sourcesOf(ledger, mayHold);
  }

  /** The next steps, fewer only at the end. */
  take(count: number): FeedStep[] {
    const taken: FeedStep[] = [];
    while (taken.length < count) {
      const step = this.next();
      if (!step) break;
      taken.push(step);
    }
    return taken;
  }

  next(): FeedStep | null {
    this.#readOn();
    return this.#waiting.pop() ?? null;
  }

  /** Reads every entity that may hold something newer than what waits. */
  #readOn(): void {
    let hasGrown = false;
    let newest = this.#waiting.at(-1)?.t ?? -Infinity;
    for (
      let source = this.#sources[this.#nextSource];
      source && source.changedAt >= newest;
      source = this.#sources[this.#nextSource]
    ) {
      this.#nextSource++;
      for (const step of this.#stepsOf(source)) {
        this.#waiting.push(step);
        newest = Math.max(newest, step.t);
        hasGrown = true;
      }
    }
    if (hasGrown) this.#waiting.sort(oldestFirst);
  }

  #stepsOf({ entityId, kind }: Source): FeedStep[] {
    return this.#ledger
      .history(entityId)
      .filter(({ changes, what }) => what === 'created' || changes.length > 0)
      .map((step) => ({ ...step, entityId, kind }))
      .filter(this.#wants);
  }
}

function sourcesOf(ledger: ClassLedger, mayHold: (facts: EntityFacts) => boolean): Source[] {
  const sources: Source[] = [];
  const add = (kind: FeedKind, facts: Iterable<EntityFacts>): void => {
    for (const one of facts) {
      if (mayHold(one)) sources.push({ entityId: one.id, kind, changedAt: one.changedAt });
    }
  };
  add('entry', ledger.entries());
  add('member', ledger.members().values());
  add('plan', ledger.plans());
  add('comment', ledger.comments());
  add('class', [ledger.info()]);
  return sources.sort((a, b) => b.changedAt - a.changedAt || (a.entityId < b.entityId ? 1 : -1));
}

function oldestFirst(a: FeedStep, b: FeedStep): number {
  return a.t - b.t || (a.revisionId < b.revisionId ? -1 : 1);
}
