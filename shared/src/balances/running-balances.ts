import type { Leg, LegPart } from '../revisions/money-group.ts';
import type { BalanceSheet, MemberFigures } from './member-figures.ts';

/** What an entry of some kind moves. */
export interface Contribution {
  /** The entity's kind, which says where its money counts; the balance is the same for all. */
  kind: string;
  legs: readonly Leg[];
}

interface RunningFigures {
  paid: RunningSum;
  share: RunningSum;
  settled: RunningSum;
  /** How many parts name the member: with none left, the figures are as if there had never been any. */
  partCount: number;
}

/** Sums per currency and member id as recorded, kept by subtracting what an entry was and adding what it is. [B1] */
export class RunningBalances {
  readonly #figuresByCurrency = new Map<string, Map<string, RunningFigures>>();

  add(contribution: Contribution): void {
    this.#count(contribution, 1);
  }

  subtract(contribution: Contribution): void {
    this.#count(contribution, -1);
  }

  /** The figures with everybody under their canonical id. */
  sheet(identity: (id: string) => string): BalanceSheet {
    const sheet = new Map<string, ReadonlyMap<string, MemberFigures>>();
    for (const currency of Array.from(this.#figuresByCurrency.keys()).sort()) {
      sheet.set(currency, this.#byIdentity(this.#figuresByCurrency.get(currency) ?? new Map(), identity));
    }
    return sheet;
  }

  #byIdentity(
    figuresById: ReadonlyMap<string, RunningFigures>,
    identity: (id: string) => string,
  ): ReadonlyMap<string, MemberFigures> {
    const members = new Map<string, MemberFigures>();
    const canonicalIds = new Set(Array.from(figuresById.keys(), identity));
    for (const id of Array.from(canonicalIds).sort()) {
      members.set(id, { paidMinor: 0n, shareMinor: 0n, settledMinor: 0n, balanceMinor: 0n });
    }
    for (const [id, { paid, share, settled }] of figuresById) {
      const figures = members.get(identity(id));
      if (!figures) continue;
      const [paidMinor, shareMinor, settledMinor] = [valueOf(paid), valueOf(share), valueOf(settled)];
      figures.paidMinor += paidMinor;
      figures.shareMinor += shareMinor;
      figures.settledMinor += settledMinor;
      figures.balanceMinor += paidMinor - shareMinor + settledMinor;
    }
    return members;
  }

  #count({ kind, legs }: Contribution, sign: 1 | -1): void {
    const { pay: payColumn, owe: oweColumn } = columnsOf(kind);
    for (const { cur, pay, owe } of legs) {
      let figuresById = this.#figuresByCurrency.get(cur);
      if (!figuresById) this.#figuresByCurrency.set(cur, (figuresById = new Map<string, RunningFigures>()));
      for (const part of pay) countPart(figuresById, part, payColumn, sign);
      for (const part of owe) countPart(figuresById, part, oweColumn, sign);
      if (figuresById.size === 0) this.#figuresByCurrency.delete(cur);
    }
  }
}

/** Of safe integers, added as numbers while that is exact: a class may have half a million parts. */
interface RunningSum {
  carried: bigint;
  rest: number;
}

const noSum = (): RunningSum => ({ carried: 0n, rest: 0 });

function addTo(sum: RunningSum, minor: number): void {
  const rest = sum.rest + minor;
  if (Number.isSafeInteger(rest)) sum.rest = rest;
  else {
    sum.carried += BigInt(sum.rest) + BigInt(minor);
    sum.rest = 0;
  }
}

function valueOf({ carried, rest }: RunningSum): bigint {
  return carried + BigInt(rest);
}

interface Column {
  name: 'paid' | 'share' | 'settled';
  sign: 1 | -1;
}

const settlementColumns = { pay: { name: 'settled', sign: 1 }, owe: { name: 'settled', sign: -1 } } as const;
const incomeColumns = { pay: { name: 'share', sign: -1 }, owe: { name: 'paid', sign: -1 } } as const;
const expenseColumns = { pay: { name: 'paid', sign: 1 }, owe: { name: 'share', sign: 1 } } as const;

/** Where the money of a kind counts. Unknown kinds count as expenses do, so that apps of all versions agree. [B2] */
function columnsOf(kind: string): { pay: Column; owe: Column } {
  if (kind === 's') return settlementColumns;
  return kind === 'i' ? incomeColumns : expenseColumns;
}

function countPart(
  figuresById: Map<string, RunningFigures>,
  [id, minor]: LegPart,
  column: Column,
  sign: 1 | -1,
): void {
  let figures = figuresById.get(id);
  if (!figures)
    figuresById.set(id, (figures = { paid: noSum(), share: noSum(), settled: noSum(), partCount: 0 }));
  addTo(figures[column.name], minor * column.sign * sign);
  figures.partCount += sign;
  if (figures.partCount === 0) figuresById.delete(id);
}
