import { foldEntity, type KeyedRevision } from '../revisions/fold.ts';
import { entityHistory, type HistoryStep } from '../revisions/history.ts';
import { readMoneyGroup } from '../revisions/money-group.ts';
import { entryFromEntity, isRefundRecipe, type PersonalEntry } from './personal-entry.ts';

/** One field that a version changed; a money of null could not be read or was not there. */
export type FieldChange =
  | { field: 'money'; before: EntryMoney | null; after: EntryMoney | null }
  | { field: 'day' | 'title' | 'category' | 'note'; before: string; after: string }
  | { field: 'tags'; added: readonly string[]; removed: readonly string[] };

export interface EntryMoney {
  /** Minor units. */
  amountMinor: number;
  currency: string;
  /** Of income: that it is a refund. */
  isRefund: boolean;
}

/** What one revision made of a record. */
export interface EntryVersion {
  revisionId: string;
  /** ms since 1970, by the clock of the device that wrote it. */
  at: number;
  what: HistoryStep['what'];
  /** Against what its writer had before them; of a creation, everything that was given. */
  changes: readonly FieldChange[];
  /** The record as this revision and all older ones make it; null where they make none. Made anew at each reading. */
  readonly entry: PersonalEntry | null;
  /** Something of it lost against a change that did not know of it, and can be brought back. */
  isOverwritten: boolean;
  /** Why it counts nowhere; null for one that does. */
  quarantined: string | null;
}

const textFields = { date: 'day', title: 'title', category: 'category', note: 'note' } as const;

/** The history of a personal record, newest first. Tolerates values of any type. [L31] */
export function versionsOf(entityId: string, revisions: readonly KeyedRevision[]): EntryVersion[] {
  const byId = new Map(revisions.map((keyed) => [keyed.id, keyed]));
  const steps = entityHistory(entityId, revisions);
  const ordered = steps.flatMap(({ revisionId }) => byId.get(revisionId) ?? []);
  const versions = steps.map((step, at): EntryVersion => ({
    revisionId: step.revisionId,
    at: step.t,
    what: step.what,
    changes: fieldChanges(step),
    // Of thousands of versions a screen shows a few, and folding them all takes quadratic time.
    get entry() {
      return entryFromEntity(foldEntity(entityId, ordered.slice(0, at + 1)));
    },
    isOverwritten: step.overwrittenGroups.length > 0,
    quarantined: step.quarantined,
  }));
  return versions.reverse();
}

function fieldChanges({ changes }: HistoryStep): FieldChange[] {
  const fields: FieldChange[] = [];
  const [added, removed]: [string[], string[]] = [[], []];
  for (const { group, before, after } of changes) {
    if (group === 'money') {
      fields.push({ field: 'money', before: moneyOf(before), after: moneyOf(after) });
    } else if (isTextGroup(group)) {
      const change = { field: textFields[group], before: textOf(before), after: textOf(after) };
      if (change.before !== change.after) fields.push(change);
    } else if (group === 'tags' && Array.isArray(after)) {
      added.push(...after.filter((tag) => typeof tag === 'string'));
    } else if (group.startsWith('tag:')) {
      if (typeof after === 'string') added.push(after);
      else removed.push(typeof before === 'string' ? before : group.slice(4));
    }
  }
  if (added.length + removed.length > 0) fields.push({ field: 'tags', added, removed });
  return fields;
}

function isTextGroup(group: string): group is keyof typeof textFields {
  return Object.hasOwn(textFields, group);
}

function moneyOf(value: unknown): EntryMoney | null {
  const money = readMoneyGroup(value);
  if (!money.ok) return null;
  const { legs, how } = money.value;
  const [leg] = legs;
  if (!leg || legs.length > 1) return null;
  return { amountMinor: leg.amt, currency: leg.cur, isRefund: isRefundRecipe(how) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
