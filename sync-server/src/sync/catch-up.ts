import { encodeMessage } from '@tallybook/shared/protocol/messages';
import type { ClassLog } from './class-log.ts';
import type { Peer } from './peer.ts';
import { parseStateVector } from './state-vector.ts';

const KIB = 1024;
/** A class is sent in pieces of about this size, so that a slow reader never has more than a few in memory. */
const PIECE_BYTES = 128 * KIB;
/** What an answer costs its asker, in messages' worth per byte. */
const ANSWER_COST = 1 / (64 * KIB);

/** Prepares a peer to be brought up to what is on disk; false when its state vector is none. */
export function startCatchUp(log: ClassLog, peer: Peer, stateVector: Uint8Array): boolean {
  const vector = parseStateVector(stateVector, log.clients);
  if (!vector) return false;
  peer.isLive = false;
  peer.missingFrom = vector;
  return true;
}

/**
 * Sends what a peer is missing as fast as it takes it. The last piece is the step 2; with it the peer has everything
 * that is on disk by then and gets what is added from there on.
 * @param onFlushed called when the network has taken a piece and more is to come: calls this again
 */
export function continueCatchUp(log: ClassLog, peer: Peer, onFlushed: () => void): void {
  const { connection } = peer;
  while (peer.missingFrom && connection.hasRoom && !connection.isClosed) {
    const { ranges, isLast } = log.takeMissing(peer.missingFrom, PIECE_BYTES);
    const update = log.encode(ranges);
    connection.charge(update.length * ANSWER_COST);
    if (isLast) {
      peer.missingFrom = undefined;
      peer.isLive = true;
      connection.send(encodeMessage({ type: 'sync-step-2', update }));
    } else {
      connection.send(encodeMessage({ type: 'update', update }), onFlushed);
    }
  }
}
