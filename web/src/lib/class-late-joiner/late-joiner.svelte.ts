import { isDay, monthOf, firstDay, utcDayOf, type Day } from '@tallybook/shared/calendar/day';
import type { Command } from '@tallybook/shared/class-doc/commands/command';
import {
  includeMember,
  inclusionPreview,
  totalChanges,
  type InclusionOffer,
  type InclusionPreview,
} from '@tallybook/shared/class-doc/commands/include-member';
import type { ClassWrite, LiveClass } from '$lib/live-class/live-class.svelte.ts';

export type From = 'all' | 'month' | 'joined' | 'day';

/** What one person's balance in one currency does. */
export interface BalanceChange {
  readonly memberId: string;
  readonly currency: string;
  readonly beforeMinor: bigint;
  readonly changeMinor: bigint;
}

/** How adding somebody to entries ended. `commands` are what is in the document by now, also when the rest is not. */
export interface Inclusion {
  readonly commands: readonly Command[];
  readonly addedCount: number;
  /** What stood in the way of the last one; null when all was saved. */
  readonly fault: Exclude<ClassWrite, { kind: 'saved' }> | null;
}

/** Choosing what somebody who joined late is added to. All that can be is chosen until it is put off. */
export class LateJoiner {
  readonly #live: LiveClass;
  readonly #memberId: string;
  readonly #today: () => Day;
  from = $state<From>('all');
  /** As the field has it; '' while it is empty. */
  day = $state('');
  #left = $state.raw<ReadonlySet<string>>(new Set());

  /** What stands while entries are being written: each of the commands would otherwise split all of them anew. */
  #held = $state.raw<InclusionPreview | null>(null);

  readonly #preview = $derived.by((): InclusionPreview => {
    if (this.#held) return this.#held;
    const fromDay = this.fromDay;
    return this.#live.read((ledger) => inclusionPreview(ledger, { memberId: this.#memberId, fromDay }));
  });
  readonly #chosen = $derived(this.#preview.offers.filter(({ entry }) => !this.#left.has(entry.id)));
  readonly #changes = $derived.by(() => this.#readChanges());

  constructor(live: LiveClass, memberId: string, today: () => Day) {
    this.#live = live;
    this.#memberId = memberId;
    this.#today = today;
  }

  /** Null: from the start. */
  get fromDay(): Day | null {
    if (this.from === 'month') return firstDay(monthOf(this.#today()));
    if (this.from === 'joined') return this.#joinedOn();
    return this.from === 'day' && isDay(this.day) ? this.day : null;
  }

  get preview(): InclusionPreview {
    return this.#preview;
  }

  get chosen(): readonly InclusionOffer[] {
    return this.#chosen;
  }

  /** By currency, who joined first, then who pays most less. */
  get changes(): readonly BalanceChange[] {
    return this.#changes;
  }

  isChosen(entryId: string): boolean {
    return !this.#left.has(entryId);
  }

  choose(entryId: string, isChosen: boolean): void {
    const left = new Set(this.#left);
    if (isChosen) left.delete(entryId);
    else left.add(entryId);
    this.#left = left;
  }

  chooseAll(isChosen: boolean): void {
    this.#left = isChosen ? new Set() : new Set(this.#preview.offers.map(({ entry }) => entry.id));
  }

  /** Adds to all that is chosen now, in as many commands as that takes. */
  async add(): Promise<Inclusion> {
    this.#held = this.#preview;
    try {
      return await this.#addChosen();
    } finally {
      this.#held = null;
    }
  }

  async #addChosen(): Promise<Inclusion> {
    const wanted = { memberId: this.#memberId, entryIds: this.#chosen.map(({ entry }) => entry.id) };
    const commands: Command[] = [];
    let addedCount = 0;
    // Each command adds to one entry at least, so that so many are enough whatever others write meanwhile.
    for (let left = wanted.entryIds.length; left > 0; left--) {
      const written = await this.#live.run((ledger, context) => includeMember(ledger, wanted, context));
      const command = written.kind === 'saved' || written.kind === 'not-saved' ? written.command : null;
      if (command && command.rows.length > 0) {
        commands.push(command);
        addedCount += this.#entriesIn(command);
      }
      if (written.kind !== 'saved') return { commands, addedCount, fault: written };
      if (written.command.rows.length === 0) break;
    }
    return { commands, addedCount, fault: null };
  }

  #entriesIn({ rows }: Command): number {
    return this.#live.read((ledger) => new Set(rows.map(({ id }) => ledger.revision(id)?.e ?? id)).size);
  }

  /** The day on which the class heard of them first. */
  #joinedOn(): Day | null {
    const createdAt = this.#live.read((ledger) => ledger.members().get(this.#memberId)?.createdAt);
    return createdAt === undefined ? null : utcDayOf(createdAt);
  }

  #readChanges(): BalanceChange[] {
    const totals = totalChanges(this.#chosen);
    return this.#live.read((ledger) => {
      const me = ledger.identity(this.#memberId);
      const changes = Array.from(totals).flatMap(([currency, byMember]) =>
        Array.from(byMember, ([memberId, changeMinor]): BalanceChange => {
          const beforeMinor = ledger.balances().get(currency)?.get(memberId)?.balanceMinor ?? 0n;
          return { memberId, currency, beforeMinor, changeMinor };
        }),
      );
      return changes.sort((a, b) => {
        if (a.currency !== b.currency) return a.currency < b.currency ? -1 : 1;
        if ((a.memberId === me) !== (b.memberId === me)) return a.memberId === me ? -1 : 1;
        if (a.changeMinor !== b.changeMinor) return a.changeMinor > b.changeMinor ? -1 : 1;
        return a.memberId < b.memberId ? -1 : 1;
      });
    });
  }
}
