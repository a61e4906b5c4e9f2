import type { Result } from '../../money/result.ts';
import type { ClassLedger } from '../class-ledger.ts';
import type { Command, WriteContext } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';
import { isAnothers, isKnownMember } from './known-member.ts';
import { textFaults } from './text-faults.ts';
import { refuse, writeEdit } from './write-rows.ts';

/**
 * Says how a member wants to be paid, such as an IBAN or a link; '' takes it back. Anybody may say so for a member
 * without an account, visibly; for one who writes, only they. [D36]
 */
export function setPayLine(
  ledger: ClassLedger,
  { memberId, line }: { memberId: string; line: string },
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const id = ledger.identity(memberId);
  if (!isKnownMember(ledger, id, context)) return refuse({ reason: 'unknown-member', memberId: id });
  if (isAnothers(ledger, id, context)) return refuse({ reason: 'not-yours', memberId: id });
  const pay = line.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const faults = textFaults('pay', pay);
  if (faults.length > 0) return refuse({ reason: 'fields', faults });
  const groups = (ledger.entity(id)?.groups.get('pay')?.value ?? '') === pay ? {} : { pay };
  const rows = writeEdit(ledger, 'm', id, groups, context);
  return rows.ok ? { ok: true, value: { name: 'set-pay-line', rows: rows.value, entityId: id } } : rows;
}
