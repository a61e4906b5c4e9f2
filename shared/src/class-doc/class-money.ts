import type { BalanceSheet } from '../balances/member-figures.ts';
import { ParticipantSets } from '../balances/participant-sets.ts';
import type { Contribution } from '../balances/running-balances.ts';
import { RunningBalances } from '../balances/running-balances.ts';
import type { FoldedEntity } from '../revisions/fold.ts';
import { moneyOf } from './read-group.ts';
import { SettlementIndex } from './settlement-index.ts';

/** What the entities of a class move between its members: figures, company and payments, kept up entity by entity. */
export class ClassMoney {
  readonly #identity: (id: string) => string;
  readonly #contributionById = new Map<string, Contribution>();
  readonly #balances = new RunningBalances();
  readonly #participants = new ParticipantSets();
  readonly #settlements = new SettlementIndex();
  /** Null until somebody asks. */
  #sheet: BalanceSheet | null = null;

  /** `identityChanged` is to be called whenever `identity` answers otherwise. */
  constructor(identity: (id: string) => string) {
    this.#identity = identity;
  }

  update(id: string, entity: FoldedEntity | undefined): void {
    this.#settlements.update(id, entity);
    const before = this.#contributionById.get(id);
    const after = contributionOf(entity);
    if (before?.kind === after?.kind && before?.legs === after?.legs) return;
    this.#sheet = null;
    if (before) {
      this.#balances.subtract(before);
      this.#participants.subtract(before.legs);
      this.#contributionById.delete(id);
    }
    if (after) {
      this.#balances.add(after);
      this.#participants.add(after.legs);
      this.#contributionById.set(id, after);
    }
  }

  identityChanged(): void {
    this.#sheet = null;
    this.#settlements.forgetPairs();
  }

  sheet(): BalanceSheet {
    return (this.#sheet ??= this.#balances.sheet(this.#identity));
  }

  together(currency: string): readonly (readonly string[])[] {
    return this.#participants.of(currency, this.#identity);
  }

  /** Enough of the sets, under canonical ids, to tell who is connected with whom. */
  *connecting(currency: string): Generator<readonly string[], void> {
    for (const ids of this.#participants.connecting(currency)) yield ids.map(this.#identity);
  }

  settlementsBetween(a: string, b: string): readonly string[] {
    return this.#settlements.between(a, b, this.#identity);
  }
}

/** What an entity moves: money that the fold lets through, of every kind, unless the entity is deleted. [B1] */
function contributionOf(entity: FoldedEntity | undefined): Contribution | null {
  const money = entity && !entity.deleted ? moneyOf(entity) : null;
  return entity && money ? { kind: entity.kind, legs: money.legs } : null;
}
