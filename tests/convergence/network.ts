import { applyUpdateV2, convertUpdateFormatV1ToV2, encodeStateAsUpdate } from 'yjs';
import type { RandomSource } from '../support/random-source.ts';
import type { Replica } from '../support/replica.ts';

interface Letter {
  to: Replica;
  update: Uint8Array;
}

/** Ways in which updates come about and arrive. */
export const deliveries = [
  'one',
  'some',
  'twice',
  'backwards',
  'lose',
  'resend',
  'diff',
  'state',
  'state-v2',
] as const;
export type Delivery = (typeof deliveries)[number];

/**
 * Carries updates between replicas the way bad networks do: late, twice, in another order, or not until they are sent
 * again. Nothing moves by itself.
 */
export class Network {
  readonly #replicas: readonly Replica[];
  #letters: Letter[] = [];
  readonly #lost: Letter[] = [];

  constructor(replicas: readonly Replica[]) {
    this.#replicas = replicas;
    for (const from of replicas) {
      from.doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin === 'network') return;
        for (const to of replicas) if (to !== from) this.#letters.push({ to, update });
      });
    }
  }

  /** Delivers, loses or resends something; `to` receives where one receiver is meant. */
  deliver(how: Delivery, to: Replica, random: RandomSource): void {
    const from = random.pick(this.#replicas);
    switch (how) {
      case 'one':
        this.#receive(this.#take(1, random));
        break;
      case 'some':
        this.#receive(this.#take(random.integer(2, 8), random));
        break;
      case 'twice': {
        const letters = this.#take(2, random);
        this.#letters.push(...letters);
        this.#receive(letters);
        break;
      }
      case 'backwards':
        this.#letters.reverse();
        this.#receive(this.#letters.splice(0, random.integer(1, 5)));
        break;
      case 'lose':
        this.#lost.push(...this.#take(3, random));
        break;
      case 'resend':
        this.#letters.push(...this.#lost.splice(0));
        break;
      case 'diff':
        from.sendTo(to.doc);
        break;
      case 'state':
        to.receive(encodeStateAsUpdate(from.doc));
        break;
      case 'state-v2':
        applyUpdateV2(to.doc, convertUpdateFormatV1ToV2(encodeStateAsUpdate(from.doc)), 'network');
        break;
      default:
        how satisfies never;
    }
  }

  /** Everybody gets all that anybody has, by diffs; what is still under way arrives late, for nothing. */
  syncAll(): void {
    const [first, ...others] = this.#replicas;
    if (!first) return;
    for (const other of others) other.sendTo(first.doc);
    for (const other of others) first.sendTo(other.doc);
    this.#receive([...this.#letters.splice(0), ...this.#lost.splice(0)]);
  }

  #take(count: number, random: RandomSource): Letter[] {
    return Array.from({ length: Math.min(count, this.#letters.length) }, () =>
      this.#letters.splice(random.integer(0, this.#letters.length - 1), 1),
    ).flat();
  }

  #receive(letters: readonly Letter[]): void {
    for (const { to, update } of letters) to.receive(update);
  }
}
