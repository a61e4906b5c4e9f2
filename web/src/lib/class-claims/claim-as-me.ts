import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { Command, WriteContext } from '@tallybook/shared/class-doc/commands/command';
import type { CommandRefusal } from '@tallybook/shared/class-doc/commands/command-refusal';
import { claimMember } from '@tallybook/shared/class-doc/commands/members';
import type { Result } from '@tallybook/shared/money/result';

/**
 * Says that I am a member without an account, unless somebody else has said so by now: a question that stood open for
 * long never takes a person away from another.
 */
export function claimAsMe(
  ledger: ClassLedger,
  memberId: string,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const canonicalId = ledger.identity(memberId);
  const isMe = canonicalId === ledger.identity(context.authorId);
  const isPlaceholder = ledger.members().has(canonicalId) && !ledger.isAuthor(canonicalId);
  if (!isMe && !isPlaceholder) return { ok: false, refusal: { reason: 'not-yours', memberId } };
  // The pointer of who is already somebody else stays, and so do those who follow it.
  return claimMember(ledger, { memberId: isMe ? memberId : canonicalId, asId: context.authorId }, context);
}
