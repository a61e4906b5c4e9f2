import { CLOSE_CODES, isFinal } from '@tallybook/shared/protocol/close-codes';

/** Passes by itself: tried again after a while. */
export type WaitingReason = 'offline' | 'unavailable' | 'old-epoch' | 'malformed' | 'not-saved';

/**
 * Stays until a person, the owner or another day changes something; tried again when the app is looked at. 'not-here':
 * another tab has taken the class off this device.
 */
export type StopReason =
  'sign-in' | 'removed' | 'deleted' | 'not-here' | 'too-large' | 'too-fast' | 'update-needed';

/** Where the document of a class stands with the server. */
export type SyncState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'syncing' }
  /** The server has confirmed that all written here is on its disk, and has sent all that it had. */
  | { readonly kind: 'synced' }
  | { readonly kind: 'waiting'; readonly why: WaitingReason }
  | { readonly kind: 'stopped'; readonly why: StopReason };

/** Why nothing can be written: the server will take none of it, or this device keeps none. */
export type ReadOnlyReason = 'removed' | 'deleted' | 'not-here';

/** From what the server says now, else from what it said last. */
export function readOnlyReason(sync: SyncState, lastRefusal: string | null): ReadOnlyReason | null {
  if (sync.kind === 'synced') return null;
  const why = sync.kind === 'stopped' ? sync.why : lastRefusal;
  return why === 'removed' || why === 'deleted' || why === 'not-here' ? why : null;
}

/** Why syncing does not go on now. */
export type Failure =
  | { readonly then: 'retry'; readonly why: WaitingReason }
  | { readonly then: 'stop'; readonly why: StopReason };

export type Step = { readonly then: 'go-on' } | Failure;
export const GO_ON: Step = { then: 'go-on' };

/** The rule that the server names for a record that a full class has no room for. */
const DOCUMENT_FULL = 'document-full';

/** What a close code asks of a device: try again, stop, or take the server's document and offer its own records anew. */
export type CloseMeaning = Failure | { readonly then: 'renew'; readonly why: 'old-epoch' | 'malformed' };

export function meaningOfClose(code: number, rule: string): CloseMeaning {
  switch (code) {
    case CLOSE_CODES.signIn:
      return { then: 'stop', why: 'sign-in' };
    case CLOSE_CODES.notAMember:
      return { then: 'stop', why: 'removed' };
    case CLOSE_CODES.noSuchClass:
      return { then: 'stop', why: 'deleted' };
    case CLOSE_CODES.tooLarge:
      // A full class still takes payments, deletions and members: record by record it tells which.
      if (rule === DOCUMENT_FULL) return { then: 'renew', why: 'malformed' };
      return { then: 'stop', why: 'too-large' };
    case CLOSE_CODES.messageTooBig:
      return { then: 'stop', why: 'too-large' };
    case CLOSE_CODES.updateNeeded:
      return { then: 'stop', why: 'update-needed' };
    case CLOSE_CODES.tooFast:
      return { then: 'stop', why: 'too-fast' };
    case CLOSE_CODES.oldEpoch:
      return { then: 'renew', why: 'old-epoch' };
    default:
      // A final code of a newer server: what this app sent is at fault, as with 4400.
      if (isFinal(code)) return { then: 'renew', why: 'malformed' };
      return { then: 'retry', why: code === CLOSE_CODES.unavailable ? 'unavailable' : 'offline' };
  }
}
