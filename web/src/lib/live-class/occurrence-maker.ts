import { dueOccurrences, makeOccurrences } from '@tallybook/shared/class-doc/commands/occurrences';
import type { Day } from '@tallybook/shared/calendar/day';
import type { LiveClass } from './live-class.svelte.ts';

/** What the maker needs of an open class. */
type PlannedClass = Pick<LiveClass, 'read' | 'run' | 'isReadOnly'>;

/** Occurrences of one command: each is a record, and all of a command are saved as one update. */
const AT_ONCE = 100;

/**
 * Makes the occurrences of an open class that are due, as one device among several that do the same: whoever is first,
 * there is one of each. [D33] One run at a time; asked for meanwhile, it looks once more.
 */
export class OccurrenceMaker {
  readonly #live: PlannedClass;
  readonly #today: () => Day;
  #isClosed = false;
  #running: Promise<void> | null = null;
  #isAskedAgain = false;

  constructor(live: PlannedClass, today: () => Day) {
    this.#live = live;
    this.#today = today;
  }

  /** Resolves once nothing is due any more, or what is due could not be saved and stays due. */
  async make(): Promise<void> {
    this.#isAskedAgain = true;
    this.#running ??= this.#run().finally(() => (this.#running = null));
    await this.#running;
  }

  close(): void {
    this.#isClosed = true;
  }

  async #run(): Promise<void> {
    while (this.#isAskedAgain) {
      this.#isAskedAgain = false;
      while (await this.#makeSome());
    }
  }

  /** Whether there may be more to make. */
  async #makeSome(): Promise<boolean> {
    if (this.#isClosed || this.#live.isReadOnly) return false;
    const today = this.#today();
    // Asked first, since a command that writes nothing is still a turn of the class.
    if (this.#live.read((ledger) => dueOccurrences(ledger, today, 1)).length === 0) return false;
    let rows = 0;
    const written = await this.#live.run((ledger, context) => {
      const command = makeOccurrences(ledger, dueOccurrences(ledger, today, AT_ONCE), context);
      rows = command.rows.length;
      return { ok: true, value: command };
    });
    return written.kind === 'saved' && rows > 0;
  }
}
