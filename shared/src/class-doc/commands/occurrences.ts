import type { Day } from '../../calendar/day.ts';
import { addDays } from '../../calendar/day.ts';
import { walkOccurrences } from '../../calendar/recurrence.ts';
import { FIRST_DAY, LAST_DAY } from '../../personal/personal-fields.ts';
import { derivedId } from '../../revisions/derived-id.ts';
import { utf8Length } from '../../revisions/json-shape.ts';
import type { MoneyGroup } from '../../revisions/money-group.ts';
import type { RevisionRow } from '../../revisions/revision.ts';
import { MAX_RECORD_BYTES } from '../../revisions/revision.ts';
import { openMoney } from '../../split/open-money.ts';
import { resolveMoney } from '../../split/resolve-money.ts';
import type { ClassLedger } from '../class-ledger.ts';
import type { PlanTemplate } from '../records.ts';
import { kindLetter, textGroups } from './add-entry.ts';
import type { Command, WriteContext } from './command.ts';
import { templateMoney } from './plans.ts';
import { MAX_COMMAND_LENGTH, timeOf, toRow } from './write-rows.ts';

/** An occurrence of a plan that nobody has made yet. */
export interface DueOccurrence {
  /** The same on every device. */
  entityId: string;
  planId: string;
  /** The `auto` of its revision. */
  planRevisionId: string;
  day: Day;
  template: PlanTemplate;
}

/** Of no plan, mistyped or meant ill, does a device make more by itself than a year's. */
const MAX_DAYS_BACK = 366;

/**
 * The occurrences of all live plans from 366 days before `today` on that have no money and are not deleted; the oldest
 * first, at most `limit`. Plans that readers would refuse occurrences of have none. [D33]
 */
export function dueOccurrences(ledger: ClassLedger, today: Day, limit = 400): DueOccurrence[] {
  const queues = ledger
    .plans()
    .map((plan) => dueOfPlan(ledger, plan, today))
    .flatMap((queue) => {
      const first = queue.next();
      return first.done === true || !isMakeable(first.value) ? [] : [{ head: first.value, queue }];
    });
  const due: DueOccurrence[] = [];
  while (due.length < limit) {
    const earliest = queues.reduce<(typeof queues)[number] | null>(
      (best, queue) => (best && !isBefore(queue.head, best.head) ? best : queue),
      null,
    );
    if (!earliest) break;
    due.push(earliest.head);
    const next = earliest.queue.next();
    if (next.done === true) queues.splice(queues.indexOf(earliest), 1);
    else earliest.head = next.value;
  }
  return due;
}

/**
 * Makes occurrences that are due: one automatic revision each, which loses to whatever anybody enters about it, so that
 * a late device never doubles one, revives a deleted one or undoes an edit. Of many, so few that they fit one update;
 * the others stay due. [D33]
 */
export function makeOccurrences(
  ledger: ClassLedger,
  due: readonly DueOccurrence[],
  context: WriteContext,
): Command {
  const rows: RevisionRow[] = [];
  let entityId = '';
  let length = 0;
  for (const occurrence of due) {
    if (!isOpen(ledger, occurrence.entityId)) continue;
    const row = toOccurrenceRow(ledger, occurrence, context);
    if (!row) continue;
    length += row.json.length;
    if (rows.length > 0 && length > MAX_COMMAND_LENGTH) break;
    rows.push(row);
    if (entityId === '') ({ entityId } = occurrence);
  }
  return { name: 'make-occurrences', rows, entityId };
}

function* dueOfPlan(
  ledger: ClassLedger,
  { id, deleted, rule, template, revisionId }: ReturnType<ClassLedger['plans']>[number],
  today: Day,
): Generator<DueOccurrence, void> {
  if (deleted || !rule || !template || today < FIRST_DAY) return;
  const first = addDays(today, -MAX_DAYS_BACK);
  const last = today < LAST_DAY ? today : LAST_DAY;
  for (const day of walkOccurrences(rule, first > FIRST_DAY ? first : FIRST_DAY, last)) {
    const entityId = derivedId('o', [id, day]);
    if (isOpen(ledger, entityId)) yield { entityId, planId: id, planRevisionId: revisionId, day, template };
  }
}

/** Whether an occurrence is still to be made: neither money nor a deletion of it counts, whatever else there is. */
function isOpen(ledger: ClassLedger, entityId: string): boolean {
  const entity = ledger.entity(entityId);
  return !entity || (!entity.deleted && !entity.groups.has('money'));
}

function toOccurrenceRow(
  ledger: ClassLedger,
  { entityId, planId, planRevisionId, day, template }: DueOccurrence,
  context: WriteContext,
): RevisionRow | null {
  const s = { money: occurrenceMoney(template, planId, entityId), date: day, ...textGroups(template) };
  const stamp = {
    k: kindLetter(template.kind),
    e: entityId,
    t: timeOf(ledger, context),
    a: context.authorId,
  };
  const heads = ledger.entity(entityId)?.heads ?? [];
  const seen = heads.length > 0 ? { b: heads } : {};
  const row = toRow(context.newId('r'), { ...stamp, ...seen, auto: planRevisionId, s });
  return row.ok ? row.value : null;
}

/** Split anew with the occurrence's own seed, so that odd cents go round; as it stands when the recipe is unreadable. */
function occurrenceMoney(template: PlanTemplate, planId: string, entityId: string): MoneyGroup {
  const stored = templateMoney(template);
  const opened = openMoney(template.kind, stored, planId);
  const resolved = opened ? resolveMoney(opened, entityId) : null;
  return resolved?.ok ? resolved.value : stored;
}

/** Below what a record may have, since occurrences of one plan differ by their ids, odd cents and the heads they saw. */
const MAX_CONTENT_BYTES = MAX_RECORD_BYTES - 3072;

function isMakeable({ template, planId, entityId }: DueOccurrence): boolean {
  const content = { ...template, money: occurrenceMoney(template, planId, entityId) };
  return (
    utf8Length(JSON.stringify({ ...content, leg: undefined, how: undefined, original: undefined })) <=
    MAX_CONTENT_BYTES
  );
}

function isBefore(a: DueOccurrence, b: DueOccurrence): boolean {
  return a.day !== b.day ? a.day < b.day : a.planId < b.planId;
}
