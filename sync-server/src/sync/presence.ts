import { CLOSE_CODES } from '@tallybook/shared/protocol/close-codes';
import { LIMITS } from '@tallybook/shared/protocol/limits';
import { encodeMessage } from '@tallybook/shared/protocol/messages';
import { isJsonObject } from '@tallybook/shared/revisions/json-shape';
import { encodeAwareness, parseAwareness } from './awareness-codec.ts';
import type { AwarenessEntry } from './awareness-codec.ts';
import type { UpdateFault } from './gate.ts';
import type { Peer } from './peer.ts';

/** Reservations are forgotten beyond this many, the oldest first. */
const MAX_RESERVED = 10_000;

interface Seat {
  readonly accountId: string;
  /** The last clock told to others. It goes on rising when the client comes back with its old one. */
  clock: number;
}

interface Present {
  readonly peer: Peer;
  /** The client's own clock, under which it gets its state back. */
  readonly ownClock: number;
  readonly json: string;
}

/**
 * Who is there. Each socket speaks for one client id, which stays with its account, and the server says who that is:
 * whatever a state claims under `user` is replaced. Nothing of this is stored.
 */
export class Presence {
  readonly #present = new Map<number, Present>();
  readonly #seats = new Map<number, Seat>();
  readonly #changed = new Set<number>();
  readonly #authorOf: (clientId: number) => string | undefined;

  /** `authorOf` tells whose records carry a client id, if any do. */
  constructor(authorOf: (clientId: number) => string | undefined) {
    this.#authorOf = authorOf;
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
    if (presenceId === undefined || this.#present.get(presenceId)?.peer !== peer) return;
    this.#present.delete(presenceId);
    this.#changed.add(presenceId);
  }

  /** Everybody who is there but the peer itself, or undefined when nobody is. */
  encodeOthers(peer: Peer): Uint8Array | undefined {
    const others = [...this.#present.keys()].filter((clientId) => clientId !== peer.presenceId);
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
      const isEcho = own !== undefined && changed.includes(own);
      peer.connection.sendPresence(isEcho ? this.#encode(changed, own) : frame);
    }
  }

  #isOwn(peer: Peer, clientId: number): boolean {
    if (peer.presenceId !== undefined) return peer.presenceId === clientId;
    const seat = this.#seats.get(clientId);
    const author = this.#authorOf(clientId);
    return (
      (seat === undefined || seat.accountId === peer.accountId) &&
      (author === undefined || author === peer.memberId)
    );
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
    const seat = this.#reserve(clientId, peer.accountId);
    seat.clock = Math.max(seat.clock + 1, clock);
    const { id: accountId, displayName: name } = peer.connection.request.account;
    const user = { accountId, memberId: peer.memberId, name };
    this.#present.set(clientId, {
      peer,
      ownClock: clock,
      json: JSON.stringify({ ...state, user }),
    });
    this.#changed.add(clientId);
  }

  #reserve(clientId: number, accountId: string): Seat {
    let seat = this.#seats.get(clientId);
    if (seat) return seat;
    if (this.#seats.size >= MAX_RESERVED) {
      for (const oldest of this.#seats.keys()) {
        if (this.#present.has(oldest)) continue;
        this.#seats.delete(oldest);
        break;
      }
    }
    seat = { accountId, clock: -1 };
    this.#seats.set(clientId, seat);
    return seat;
  }

  #encode(clientIds: readonly number[], ownId: number | undefined): Uint8Array {
    const entries = clientIds.map((clientId): AwarenessEntry => {
      const present = this.#present.get(clientId);
      const clock = this.#seats.get(clientId)?.clock ?? 0;
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
