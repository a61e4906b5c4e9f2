import type { Day } from '@tallybook/shared/calendar/day';
import {
  createPlan,
  dueDays,
  editPlan,
  endPlan,
  resumePlan,
  type PersonalPlan,
  type PlanTemplate,
} from '@tallybook/shared/personal/plans';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';
import type { FormSave } from '$lib/ledger/draft.svelte.ts';
import type { NextStamp } from '$lib/ledger/own-record-writer.ts';
import { enterDue, readPlanDays } from '$lib/ledger/occurrences.ts';
import type { OpenLedger } from '$lib/ledger/open-ledger.ts';
import { stored, type StorageResult } from '$lib/platform/storage-result.ts';
import type { TypedPlan } from './recurring-form.svelte.ts';

/** What came of a plan that was saved. */
export interface SavedPlan {
  readonly id: string;
  /** How many it has entered at once. */
  readonly entered: number;
  readonly next: Day | null;
}

/** Looked at for the next day that is not skipped. */
const FEW = 3;
const MANY = 60;

/** Creates a plan and enters what is due of it. `form`: the one whose draft ends with it. */
export async function addPlan(
  open: OpenLedger,
  { rule, template }: TypedPlan,
  today: Day,
  form?: FormSave,
): Promise<StorageResult<SavedPlan>> {
  const written = await open.plans.write((_, nextStamp) => {
    const row = createPlan(rule, template, nextStamp('e'));
    return { rows: [row], value: row.id };
  }, form);
  if (!written.ok) return written;
  await enterDue(open, today);
  return stored(await describeSaved(open, written.value, today));
}

/** What was touched of a plan; the rest stays as another tab may have changed it. */
export interface PlanChange {
  readonly rule?: TypedPlan['rule'];
  readonly template: Partial<PlanTemplate>;
}

/** Changes a plan from today on; null when it has ended meanwhile. */
export async function changePlan(
  open: OpenLedger,
  id: string,
  change: PlanChange,
  today: Day,
): Promise<StorageResult<SavedPlan | null>> {
  const written = await writeChange(open, id, today, (plan, nextStamp) => {
    if (plan.deleted || !plan.rule || !plan.template) return null;
    const rule = change.rule ?? plan.rule;
    const template = { ...plan.template, ...change.template };
    return { row: editPlan(plan, { rule, template }, today, nextStamp('r')) };
  });
  if (!written.ok) return written;
  return stored(written.value ? await describeSaved(open, id, today) : null);
}

/** Ends a plan, after what is due of it; false when it had ended. */
export function stopPlan(open: OpenLedger, id: string, today: Day): Promise<StorageResult<boolean>> {
  return writeChange(open, id, today, (plan, nextStamp) =>
    plan.deleted ? null : { row: endPlan(plan, nextStamp('r')) },
  );
}

/** Takes an ended plan up again from today on; false when it had not ended. */
export function takeUpPlan(open: OpenLedger, id: string, today: Day): Promise<StorageResult<boolean>> {
  return writeChange(open, id, today, (plan, nextStamp) =>
    plan.deleted ? { row: resumePlan(plan, today, nextStamp('r')) } : null,
  );
}

/** The next day of a plan from `today` on that is neither skipped nor entered yet; null when there is none. */
export async function readNextDay(open: OpenLedger, plan: PersonalPlan, today: Day): Promise<Day | null> {
  for (const count of [FEW, MANY]) {
    const days = await readPlanDays(open, plan, today, count);
    const next = days.find(({ state }) => state === 'to-come');
    if (next) return next.day;
    if (days.length < count) return null;
  }
  return null;
}

/** Whether a change was made; `change` answers null to what there is nothing to change of. */
async function writeChange(
  open: OpenLedger,
  id: string,
  today: Day,
  change: (plan: PersonalPlan, nextStamp: NextStamp) => { row: RevisionRow | null } | null,
): Promise<StorageResult<boolean>> {
  // What the plan has had to enter up to now is of the plan as it was.
  await enterDue(open, today);
  const written = await open.plans.write((records, nextStamp) => {
    const plan = records.find((record) => record.id === id);
    const changed = plan ? change(plan, nextStamp) : null;
    return { rows: changed?.row ? [changed.row] : [], value: changed !== null };
  });
  if (written.ok && written.value) await enterDue(open, today);
  return written;
}

async function describeSaved(open: OpenLedger, id: string, today: Day): Promise<SavedPlan> {
  const plan = open.plans.byId(id);
  if (!plan) return { id, entered: 0, next: null };
  return { id, entered: dueDays(plan, today).length, next: await readNextDay(open, plan, today) };
}
