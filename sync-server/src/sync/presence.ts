import { CLOSE_CODES } from '@tallybook/shared/protocol/close-codes';
import { LIMITS } from '@tallybook/shared/protocol/limits';
import { encodeMessage } from '@tallybook/shared/protocol/messages';
import { isJsonObject } from '@tallybook/shared/revisions/json-shape';
import { encodeAwareness, parseAwareness } from './awareness-codec.ts';
import type { AwarenessEntry } from './awareness-codec.ts';
import type { UpdateFault } from './gate.ts';
import type { Peer } from './peer.ts';
import type { ClassSeats, Seat } from './seats.ts';

/** Leaves room above for what the server adds: stock clients hand on what they were told, and 2^53 ends their counting. */
const MAX_OWN_CLOCK = 2 ** 31;

/** What an answer costs its asker, in messages' worth per byte. */
const ANSWER_COST = 1 / 1024;

interface Present {
  readonly peer: Peer;
  readonly seat: Seat;
  /** The client's own clock, under which it gets its state back. */
  readonly ownClock: number;
  readonly json: string;
}

/**
 * Who is there. Each socket speaks for one client id, which stays with its account (see
 * `ClassSeats`), and the server says who that is:
 * whatever a state claims under `user` is replaced. Nothing of this is stored.
 */
export class Presence {
  readonly #present = new Map<number, Present>();
  readonly #seats: ClassSeats;
  readonly #changed = new Map<number, Seat>();
  readonly #authorOf: (clientId: number) => string | undefined;

  /** `authorOf` tells whose records carry a client id, if any do. */
  constructor(seats: ClassSeats, authorOf: (clientId: number) => string | undefined) {
    this.#seats = seats;
    this.#authorOf = authorOf;
  }

  /** Tells everybody who is there to those who have asked. */
  answer(peers: Iterable<Peer>): void {
    for (const peer of peers) {
      if (!peer.asksForPresence) continue;
      peer.asksForPresence = false;
      const others = this.encodeOthers(peer);
      if (!others) continue;
      peer.connection.charge(others.length * ANSWER_COST);
      peer.connection.sendPresence(others);
    }
  }

  get hasChanged(): boolean {
    return this.#changed.size > 0;
  }

  /** Takes a peer's own state from an update; what it repeats of others is left out. */
  receive(peer: Peer, update: Uint8Array): UpdateFault | undefined {
    const entries = parseAwareness(update);
    if (!entries) return { code: CLOSE_CODES.malformed, rule: 'awareness' };
    const own = entries.find(({ clientId }) => this.#isOwn(peer, clientId));
    if (!own) return undefined;
    if (own.json === undefined || own.clock > MAX_OWN_CLOCK) {
      return { code: CLOSE_CODES.malformed, rule: 'awareness' };
    }
    if (Buffer.byteLength(own.json) > LIMITS.awarenessBytes) {
      return { code: CLOSE_CODES.tooLarge, rule: 'awareness-too-large' };
    }
    const state = readState(own.json);
    if (state === undefined) return { code: CLOSE_CODES.malformed, rule: 'awareness' };
    this.#take(peer, own, state);
    return undefined;
  }

  leave(peer: Peer): void {
    const { presenceId } = peer;
    const present = presenceId === undefined ? undefined : this.#present.get(presenceId);
    if (presenceId === undefined || present?.peer !== peer) return;
    this.#present.delete(presenceId);
    this.#changed.set(presenceId, present.seat);
  }

  /** Everybody who is there but the peer itself, or undefined when nobody is. */
  encodeOthers(peer: Peer): Uint8Array | undefined {
    const others = [...this.#present]
      .filter(([clientId]) => clientId !== peer.presenceId)
      .map(([clientId, { seat }]) => [clientId, seat] as const);
    return others.length === 0 ? undefined : this.#encode(others, undefined);
  }

  /** Tells everybody what has changed, the one who changed it included: stock clients wait to hear something. */
  flush(peers: Iterable<Peer>): void {
    if (this.#changed.size === 0) return;
    const changed = [...this.#changed];
    this.#changed.clear();
    const frame = this.#encode(changed, undefined);
    for (const peer of peers) {
      const own = peer.presenceId;
      const isEcho = own !== undefined && changed.some(([clientId]) => clientId === own);
      peer.connection.sendPresence(isEcho ? this.#encode(changed, own) : frame);
    }
  }

  #isOwn(peer: Peer, clientId: number): boolean {
    if (peer.presenceId !== undefined) return peer.presenceId === clientId;
    const holders = [this.#authorOf(clientId), this.#seats.holderOf(clientId)];
    return holders.every((holder) => holder === undefined || holder === peer.memberId);
  }

  #take(peer: Peer, { clientId, clock }: AwarenessEntry, state: object | null): void {
    const before = this.#present.get(clientId);
    if (state === null) {
      peer.presenceId ??= clientId;
      if (before?.peer === peer) this.leave(peer);
      return;
    }
    if (before?.peer === peer && clock <= before.ownClock) return;
    // The socket that spoke for this client before is an older one of the same account.
    if (before && before.peer !== peer) before.peer.presenceId = undefined;
    peer.presenceId = clientId;
    const seat = this.#seats.take(clientId, peer.memberId);
    seat.clock = Math.max(seat.clock + 1, clock);
    const { id: accountId, displayName: name } = peer.connection.request.account;
    const user = { accountId, memberId: peer.memberId, name };
    this.#present.set(clientId, {
      peer,
      seat,
      ownClock: clock,
      json: JSON.stringify({ ...state, user }),
    });
    this.#changed.set(clientId, seat);
  }

  #encode(told: readonly (readonly [clientId: number, seat: Seat])[], ownId: number | undefined): Uint8Array {
    const entries = told.map(([clientId, { clock }]) => {
      const present = this.#present.get(clientId);
      return {
        clientId,
        clock: clientId === ownId && present ? present.ownClock : clock,
        json: present?.json ?? 'null',
      };
    });
    return encodeMessage({ type: 'awareness', update: encodeAwareness(entries) });
  }
}

/** A state is an object, or null for somebody who has gone. */
function readState(json: string): object | null | undefined {
  try {
    const state: unknown = JSON.parse(json);
    return state === null || isJsonObject(state) ? state : undefined;
  } catch {
    // Not JSON is refused like any other state that is none.
    return undefined;
  }
}
