import type { Day } from '@tallybook/shared/calendar/day';
import {
  comingDays,
  dueDays,
  makeOccurrence,
  occurrenceId,
  skipOccurrence,
  type PersonalPlan,
} from '@tallybook/shared/personal/plans';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { nextTimestamp } from '@tallybook/shared/revisions/clock';
import { idFromBytes } from '@tallybook/shared/revisions/ids';
import type { ReadTransaction } from '$lib/platform/ledger-transactions.ts';
import { stored, type StorageResult } from '$lib/platform/storage-result.ts';
import { writeWithDerived, type DerivedTransaction } from './derived-write.ts';
import type { OpenLedger } from './open-ledger.ts';
import { planKind } from './own-kinds.ts';
import { storeOwnRecords } from './own-rows.ts';
import type { WriteResult } from './personal-ledger.svelte.ts';
import { entityOfRows, isStoredRevision, storeFold, toStoredRevision } from './projection.ts';
import { isProjectionRow } from './projection-rows.ts';
import { newestTime, type Written } from './record-writer.ts';

/** 'made' is also what was made and deleted: nothing is made of it again. */
export type OccurrenceState = 'to-come' | 'made' | 'skipped';

export interface PlannedDay {
  readonly day: Day;
  /** The same on every device. */
  readonly entityId: string;
  readonly state: OccurrenceState;
}

type PlanSide = Pick<OpenLedger, 'ledger' | 'plans' | 'database'>;

/** More at once would hold up whoever saves meanwhile; the others follow. */
const MOST_AT_ONCE = 200;

/**
 * Enters what is due of all plans up to `today`, and answers how many entries that made. Whether one is there already is
 * asked in the transaction that writes it, so that however many tabs look at once, each is made once.
 */
export async function enterDue(open: PlanSide, today: Day): Promise<number> {
  let entered = 0;
  for (;;) {
    const due = await findDue(open, today);
    if (due === 0) return entered;
    const result = await open.ledger.carryOut((deps) => writeDue(deps, today));
    // Why nothing could be written, the status line says; the next look tries again.
    if (!result.ok || result.value.touched.length === 0) return entered;
    entered += result.value.touched.length;
  }
}

/** The next days of a plan from `from` on, and what has become of each; none when that cannot be read. */
export async function readPlanDays(
  { database }: PlanSide,
  plan: PersonalPlan,
  from: Day,
  count: number,
): Promise<readonly PlannedDay[]> {
  const days = comingDays(plan, from, count);
  const read = await database.read(['revisions', 'entries'], async (tx) => {
    const planned: PlannedDay[] = [];
    for (const day of days) {
      const entityId = occurrenceId(plan.id, day);
      planned.push({ day, entityId, state: (await lookUp(tx, entityId)).state });
    }
    return planned;
  });
  return read.ok ? read.value : [];
}

/** Skips an occurrence that is not made yet, or takes it back in. */
export async function skipDay(
  { ledger }: PlanSide,
  plan: PersonalPlan,
  day: Day,
  isSkipped: boolean,
): Promise<WriteResult<Written>> {
  return ledger.carryOut(async ({ database, now, randomBytes }) => {
    const id = idFromBytes('r', randomBytes(12));
    const entityId = occurrenceId(plan.id, day);
    const result = await writeWithDerived(database, async (tx, changes) => {
      const { state, heads } = await lookUp(tx, entityId);
      const isSo = isSkipped ? state === 'skipped' : state !== 'skipped';
      if (state === 'made' || isSo) return [];
      const stamp = { id, t: nextTimestamp(now(), await newestTime(tx)) };
      const row = skipOccurrence(plan, day, { isSkipped, heads }, stamp);
      await tx.objectStore('revisions').put(toStoredRevision(row));
      return [[entityId, await storeFold(tx, entityId, changes)] as const];
    });
    return result.ok ? stored({ touched: result.value.outcome, derived: result.value.derived }) : result;
  });
}

/** How many occurrences are still to be made, without writing anything. */
async function findDue({ database, plans }: PlanSide, today: Day): Promise<number> {
  const ids = plans.list.flatMap((plan) => dueDays(plan, today).map((day) => occurrenceId(plan.id, day)));
  if (ids.length === 0) return 0;
  const read = await database.read(['revisions', 'entries'], async (tx) => {
    const states = await Promise.all(ids.map((id) => lookUp(tx, id)));
    return states.filter(({ state }) => state === 'to-come').length;
  });
  return read.ok ? read.value : 0;
}

async function writeDue(
  { database, now, randomBytes }: Parameters<Parameters<OpenLedger['ledger']['carryOut']>[0]>[0],
  today: Day,
): Promise<StorageResult<Written>> {
  // Kept while the work runs again after a lost connection.
  const idByEntity = new Map<string, string>();
  const result = await writeWithDerived(database, async (tx, changes) => {
    const touched: [string, PersonalEntry | null][] = [];
    const t = nextTimestamp(now(), await newestTime(tx));
    for (const plan of await storeOwnRecords(tx, planKind, [])) {
      for (const day of dueDays(plan, today)) {
        if (touched.length >= MOST_AT_ONCE) return touched;
        const entityId = occurrenceId(plan.id, day);
        const { state, heads } = await lookUp(tx, entityId);
        if (state !== 'to-come') continue;
        const id = idByEntity.get(entityId) ?? idFromBytes('r', randomBytes(12));
        idByEntity.set(entityId, id);
        await tx.objectStore('revisions').put(toStoredRevision(makeOccurrence(plan, day, heads, { id, t })));
        touched.push([entityId, await storeFold(tx, entityId, changes)]);
      }
    }
    return touched;
  });
  return result.ok ? stored({ touched: result.value.outcome, derived: result.value.derived }) : result;
}

/** What has become of an occurrence; `heads` are those of its entity. */
async function lookUp(
  transaction: ReadTransaction<'revisions' | 'entries'> | DerivedTransaction,
  entityId: string,
): Promise<{ state: OccurrenceState; heads: readonly string[] }> {
  const tx = transaction as ReadTransaction<'revisions' | 'entries'>;
  const row: unknown = await tx.objectStore('entries').get(entityId);
  if (row === undefined) return { state: 'to-come', heads: [] };
  // One that cannot be read is not made a second time.
  if (!isProjectionRow(row) || row.entry) return { state: 'made', heads: [] };
  const rows = await tx.objectStore('revisions').index('entityId').getAll(entityId);
  const entity = entityOfRows(entityId, rows.filter(isStoredRevision));
  if (!entity) return { state: 'to-come', heads: [] };
  return { state: entity.deleted ? 'skipped' : 'to-come', heads: entity.heads };
}
