import type { ClassLedger } from '../class-ledger.ts';
import type { WriteContext } from './command.ts';

/** Whether an id is a member's: by a record of theirs, by what they wrote, or since it is who writes now. */
export function isKnownMember(ledger: ClassLedger, memberId: string, context: WriteContext): boolean {
  return hasAccount(ledger, memberId, context) || ledger.members().has(memberId);
}

/** Whether a member writes, or is about to. */
export function hasAccount(ledger: ClassLedger, memberId: string, { authorId }: WriteContext): boolean {
  return memberId === authorId || ledger.isAuthor(memberId);
}

/** Whether a member writes, hence speaks for themselves, and is not who writes now. */
export function isAnothers(ledger: ClassLedger, memberId: string, { authorId }: WriteContext): boolean {
  return memberId !== authorId && ledger.isAuthor(memberId);
}
