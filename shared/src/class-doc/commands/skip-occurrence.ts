import type { Day } from '../../calendar/day.ts';
import { isDay } from '../../calendar/day.ts';
import { walkOccurrences } from '../../calendar/recurrence.ts';
import type { Result } from '../../money/result.ts';
import { derivedId } from '../../revisions/derived-id.ts';
import type { ClassLedger } from '../class-ledger.ts';
import type { ClassPlan } from '../records.ts';
import { kindLetter } from './add-entry.ts';
import type { Command, WriteContext } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';
import { findPlan } from './plans.ts';
import { refuse, writeEdit } from './write-rows.ts';

/** 'to-come': nothing stands under its id yet, or nothing with money. */
export type OccurrenceState = 'to-come' | 'made' | 'skipped';

export interface PlannedDay {
  day: Day;
  /** The same on every device. */
  entityId: string;
  state: OccurrenceState;
}

/**
 * Skips one occurrence of a plan: it is deleted, before it is made or after, so that no device makes it by itself and
 * none that comes late brings it back. Taking it out of the bin takes that back. [D35]
 */
export function skipOccurrence(
  ledger: ClassLedger,
  { planId, day }: { planId: string; day: Day },
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const plan = findPlan(ledger, planId);
  if (!plan) return refuse({ reason: 'unknown-entity', entityId: planId });
  if (plan.deleted) return refuse({ reason: 'deleted', entityId: planId });
  const entityId = occurrenceId(planId, day);
  if (
    !plan.rule ||
    !plan.template ||
    !isDay(day) ||
    walkOccurrences(plan.rule, day, day).next().done === true
  )
    return refuse({ reason: 'unknown-entity', entityId });
  const groups = ledger.entity(entityId)?.deleted === true ? {} : { del: 1 };
  const rows = writeEdit(ledger, kindLetter(plan.template.kind), entityId, groups, context);
  return rows.ok ? { ok: true, value: { name: 'skip-occurrence', rows: rows.value, entityId } } : rows;
}

/** The occurrences of a plan from a day on, at most `count`; none of one that is deleted or cannot be read. [D35] */
export function upcomingOccurrences(
  ledger: ClassLedger,
  { id, rule, template, deleted }: ClassPlan,
  { from, to, count }: { from: Day; to: Day; count: number },
): PlannedDay[] {
  const days: PlannedDay[] = [];
  if (!rule || !template || deleted || count < 1) return days;
  for (const day of walkOccurrences(rule, from, to)) {
    const entityId = occurrenceId(id, day);
    days.push({ day, entityId, state: stateOf(ledger, entityId) });
    if (days.length >= count) break;
  }
  return days;
}

/** The id of an occurrence, which follows from its plan and its day. [D33] */
export function occurrenceId(planId: string, day: Day): string {
  return derivedId('o', [planId, day]);
}

function stateOf(ledger: ClassLedger, entityId: string): OccurrenceState {
  const entity = ledger.entity(entityId);
  if (entity?.deleted === true) return 'skipped';
  return entity?.groups.has('money') === true ? 'made' : 'to-come';
}
