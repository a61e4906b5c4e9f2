import type { Result } from '../../money/result.ts';
import type { MoneyInput } from '../../split/money-input.ts';
import { ClassLedger } from '../class-ledger.ts';
import type { Command, WriteContext } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';
import type { EntryFields } from './entry-fields.ts';
import { setMemberState } from './members.ts';

export const ANNA = 'm_anna0001';
export const BEA = 'm_bea00001';
export const CLEO = 'm_cleo0001';

/** One device of a class in a test: a ledger, an author and a clock of its own, and every row that it holds. */
export class TestReplica {
  readonly ledger = new ClassLedger();
  readonly rowById = new Map<string, string>();
  readonly authorId: string;
  nowMs: number;
  #made = 0;

  constructor(authorId: string, nowMs = 1_000_000) {
    this.authorId = authorId;
    this.nowMs = nowMs;
  }

  get context(): WriteContext {
    this.nowMs += 1000;
    return { authorId: this.authorId, nowMs: this.nowMs, newId: (prefix) => this.#newId(prefix) };
  }

  /** Takes a command in as the document would; a refusal fails the test. */
  run(result: Result<Command, CommandRefusal>): Command {
    if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
    return this.write(result.value);
  }

  write(command: Command): Command {
    for (const { id } of command.rows) if (this.rowById.has(id)) throw new Error(`The key ${id} is taken`);
    this.receive(command.rows.map(({ id, json }) => [id, json]));
    return command;
  }

  receive(rows: Iterable<readonly [id: string, json: string]>): void {
    const fresh = Array.from(rows).filter(([id]) => !this.rowById.has(id));
    for (const [id, json] of fresh) this.rowById.set(id, json);
    this.ledger.apply(fresh.map(([id, value]) => ({ id, value })));
  }

  #newId(prefix: string): string {
    this.#made += 1;
    return `${prefix}_${this.authorId.slice(2)}${String(this.#made).padStart(6, '0')}`;
  }
}

/** Writes what each command row sets, parsed. */
export function groupsOf({ rows }: Command): unknown[] {
  return rows.map(({ json }) => (JSON.parse(json) as { s: unknown }).s);
}

/** Replicas of Anna, Bea and Cleo, who have all joined and know of one another. */
export function classOfThree(): [TestReplica, TestReplica, TestReplica] {
  const replicas: [TestReplica, TestReplica, TestReplica] = [
    new TestReplica(ANNA),
    new TestReplica(BEA),
    new TestReplica(CLEO),
  ];
  for (const replica of replicas) {
    const state = { memberId: replica.authorId, state: 'in' } as const;
    replica.run(setMemberState(replica.ledger, state, replica.context));
  }
  exchange(replicas);
  return replicas;
}

/** Everybody gets everything. */
export function exchange(replicas: readonly TestReplica[]): void {
  for (const to of replicas) for (const from of replicas) if (from !== to) to.receive(from.rowById);
}

export const equally = (
  amountMinor: number,
  memberIds: readonly string[] = [ANNA, BEA, CLEO],
): MoneyInput => ({
  kind: 'expense',
  amountMinor,
  currency: 'EUR',
  payers: [[ANNA, amountMinor]],
  split: { mode: 'equally', memberIds },
});

export const dinner = (changes: Partial<EntryFields> = {}): EntryFields => ({
  money: equally(1000),
  day: '2026-05-02',
  title: 'Dinner',
  category: 'eating-out',
  note: '',
  ...changes,
});
