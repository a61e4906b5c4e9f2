import type { Result } from '../../money/result.ts';
import { isSameJson } from '../../revisions/json-shape.ts';
import { resolveSplit } from '../../split/recipe.ts';
import type { ClassLedger } from '../class-ledger.ts';
import { defaultSplitGroup, storedDefaultSplit, type DefaultSplit } from '../default-split.ts';
import { CLASS_ENTITY_ID } from '../read-class.ts';
import type { Command, WriteContext } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';
import { isKnownMember } from './known-member.ts';
import { refuse, writeEdit } from './write-rows.ts';

/**
 * Says how a set of members usually splits, whoever is in it; null for equally again. Whoever has no part of it may be
 * in the set nevertheless. [D40]
 */
export function setDefaultSplit(
  ledger: ClassLedger,
  { memberIds, split }: { memberIds: readonly string[]; split: DefaultSplit | null },
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const unknown = memberIds.find((id) => !isKnownMember(ledger, id, context));
  if (unknown !== undefined) return refuse({ reason: 'unknown-member', memberId: unknown });
  if (split) {
    const resolved = resolveSplit(1_000_000, split, CLASS_ENTITY_ID);
    if (!resolved.ok)
      return refuse({
        reason: 'fields',
        faults: [{ field: 'money', reason: 'not-resolved', refusal: resolved.refusal }],
      });
  }
  const group = defaultSplitGroup(ledger, memberIds);
  const before = ledger.entity(CLASS_ENTITY_ID)?.groups.get(group)?.value ?? null;
  const value = split && storedDefaultSplit(split);
  const groups = isSameJson(before, value) ? {} : { [group]: value };
  const rows = writeEdit(ledger, 'c', CLASS_ENTITY_ID, groups, context);
  if (!rows.ok) return rows;
  return { ok: true, value: { name: 'set-default-split', rows: rows.value, entityId: CLASS_ENTITY_ID } };
}
