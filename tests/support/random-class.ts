import { addDays } from '@tallybook/shared/calendar/day';
import { apportion } from '@tallybook/shared/money/apportion';
import { idFromBytes } from '@tallybook/shared/revisions/ids';
import type { MoneyGroup } from '@tallybook/shared/revisions/money-group';
import type { Revision, RevisionRow } from '@tallybook/shared/revisions/revision';
import { serializeRevision } from '@tallybook/shared/revisions/revision';
import { resolveMoney } from '@tallybook/shared/split/resolve-money';
import type { SplitRecipe } from '@tallybook/shared/split/recipe';
import type { WritingSession } from './encode-log-update.ts';
import { RandomSource } from './random-source.ts';

export interface RandomClass {
  memberIds: readonly string[];
  sessions: readonly WritingSession[];
}

export interface RandomClassOptions {
  expenses: number;
  seed: number;
  members?: number;
}

const START_MS = Date.UTC(2025, 0, 6, 8);
const OPERATIONS_PER_SESSION = 5;
const titles = [
  'Groceries',
  'Dinner',
  'Taxi',
  'Train tickets',
  'Museum',
  'Rent',
  'Coffee',
  'Electricity',
  'Cinema',
];
const categories = ['groceries', 'eating-out', 'transport', 'fun', 'home', 'utilities'];
const names = ['Ana', 'Bea', 'Carl', 'Dora', 'Emil', 'Fay', 'Gus', 'Hedi', 'Ivo', 'Jana', 'Kim', 'Lou'];

/**
 * A class as people use it, the same one for the same seed: expenses split over four to eight people, one in ten
 * edited, one in fifty deleted, a payment per forty. Five in eight members write, in sittings of about five
 * operations, each with a Yjs client of its own.
 */
export function randomClass(options: RandomClassOptions): RandomClass {
  const writer = new ClassWriter(options);
  writer.writeMembers();
  for (let count = 0; count < options.expenses; count++) writer.writeExpense(count);
  return { memberIds: writer.memberIds, sessions: writer.sessions };
}

/** Every record of the class, in the order of writing. */
export function rowsOf({ sessions }: RandomClass): RevisionRow[] {
  return sessions.flatMap(({ rows }) => rows);
}

class ClassWriter {
  readonly memberIds: readonly string[];
  readonly sessions: (WritingSession & { rows: RevisionRow[] })[] = [];
  readonly #random: RandomSource;
  readonly #authorIds: readonly string[];
  /** Live expenses with their newest revision. */
  readonly #expenses: { id: string; head: string }[] = [];
  readonly #clientIds = new Set<number>();
  #nowMs = START_MS;
  #left = 0;

  constructor({ seed, members = 8 }: RandomClassOptions) {
    this.#random = new RandomSource(seed);
    this.memberIds = Array.from({ length: members }, () => this.#newId('m'));
    this.#authorIds = this.memberIds.slice(0, Math.max(1, Math.round((members * 5) / 8)));
  }

  writeMembers(): void {
    this.#write('c', { e: 'c_class0', s: { name: 'House', currency: 'EUR', look: '🏠' } });
    this.memberIds.forEach((id, index) => {
      const name = names[index % names.length] ?? '';
      const hasAccount = this.#authorIds.includes(id);
      this.#write('m', { e: id, s: hasAccount ? { state: 'in' } : { state: 'in', name } });
    });
  }

  writeExpense(count: number): void {
    const id = this.#newId('e');
    const title = `${this.#random.pick(titles)} ${String(this.#random.integer(1, 99))}`;
    const date = addDays('2025-01-06', Math.floor(count / 20));
    const category = this.#random.pick(categories);
    this.#write('x', { s: { money: this.#money(id), title, date, category } }, id);
    this.#expenses.push({ id, head: id });
    if (this.#random.next() < 0.1) this.#editOne();
    if (this.#random.next() < 0.02) this.#deleteOne();
    if (count % 40 === 39) this.#settle();
  }

  #editOne(): void {
    const expense = this.#random.pick(this.#expenses);
    const s =
      this.#random.next() < 0.5
        ? { money: this.#money(expense.id) }
        : { title: `${this.#random.pick(titles)} again`, note: 'Corrected with the receipt' };
    expense.head = this.#write('x', { e: expense.id, b: [expense.head], s });
  }

  #deleteOne(): void {
    const [expense] = this.#expenses.splice(this.#random.integer(0, this.#expenses.length - 1), 1);
    if (expense) this.#write('x', { e: expense.id, b: [expense.head], s: { del: 1 } });
  }

  #settle(): void {
    const [from, to] = this.#someMembers(2);
    if (from === undefined || to === undefined) return;
    const amt = this.#random.integer(1_000, 20_000);
    const money: MoneyGroup = { legs: [{ cur: 'EUR', amt, pay: [[from, amt]], owe: [[to, amt]] }] };
    this.#write('s', { e: `s_${this.#hex(32)}`, s: { money, date: addDays('2025-01-06', 1) } });
  }

  #money(seed: string): MoneyGroup {
    const amt = this.#random.integer(150, 25_000);
    const most = Math.min(8, this.memberIds.length);
    const ids = this.#someMembers(this.#random.integer(Math.min(4, most), most)).sort();
    const payerId = this.#random.pick(this.#authorIds);
    const split = this.#split(amt, ids);
    const money = resolveMoney(
      { kind: 'expense', amountMinor: amt, currency: 'EUR', payers: [[payerId, amt]], split },
      seed,
    );
    if (!money.ok) throw new Error(`The split was refused: ${money.refusal.reason}`);
    return money.value;
  }

  #split(amountMinor: number, memberIds: readonly string[]): SplitRecipe {
    const chance = this.#random.next();
    if (chance < 0.75) return { mode: 'equally', memberIds };
    const weights = memberIds.map(() => this.#random.integer(1, 4));
    if (chance < 0.9) {
      return { mode: 'shares', shares: memberIds.map((id, i) => [id, String(weights[i])] as const) };
    }
    const minor = apportion(amountMinor, weights, memberIds, '');
    return { mode: 'exact', parts: memberIds.map((id, i) => [id, minor[i] ?? 0] as const) };
  }

  /** Writes in the session that is open, or opens the next one, of another author. Answers the record's key. */
  #write(k: string, fields: Pick<Revision, 's' | 'e' | 'b'>, key = this.#newId('r')): string {
    let session = this.sessions.at(-1);
    if (!session || this.#left === 0) {
      this.#left = this.#random.integer(OPERATIONS_PER_SESSION - 2, OPERATIONS_PER_SESSION + 2);
      session = { clientId: this.#newClientId(), authorId: this.#random.pick(this.#authorIds), rows: [] };
      this.sessions.push(session);
    }
    this.#left--;
    this.#nowMs += this.#random.integer(20_000, 7_200_000);
    session.rows.push({
      id: key,
      json: serializeRevision({ k, ...fields, t: this.#nowMs, a: session.authorId }),
    });
    return key;
  }

  #newId(prefix: 'e' | 'r' | 'm'): string {
    return idFromBytes(prefix, this.#random.bytes(12));
  }

  #newClientId(): number {
    let clientId = this.#random.integer(1, 2 ** 32 - 1);
    while (this.#clientIds.has(clientId)) clientId = this.#random.integer(1, 2 ** 32 - 1);
    this.#clientIds.add(clientId);
    return clientId;
  }

  #hex(digits: number): string {
    return Array.from({ length: digits }, () => this.#random.integer(0, 15).toString(16)).join('');
  }

  #someMembers(count: number): string[] {
    const left = [...this.memberIds];
    return Array.from({ length: count }, () =>
      left.splice(this.#random.integer(0, left.length - 1), 1),
    ).flat();
  }
}
