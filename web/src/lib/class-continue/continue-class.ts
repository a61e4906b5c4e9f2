import { addOpening, continuedText, sayContinued } from '@tallybook/shared/class-doc/commands/continue-class';
import type { EntryFields } from '@tallybook/shared/class-doc/commands/entry-fields';
import { addMember } from '@tallybook/shared/class-doc/commands/members';
import { MAX_NAME_LENGTH } from '@tallybook/shared/class-doc/commands/text-faults';
import type { Day } from '@tallybook/shared/calendar/day';
import type { MoneyInput } from '@tallybook/shared/split/money-input';
import type { BuildCommand } from '$lib/class-sync/document-holder.ts';
import type { ClassWrite, LiveClass } from '$lib/live-class/live-class.svelte.ts';
import { forOneAction } from '$lib/live-class/for-one-action.ts';
import type { StorageResult } from '$lib/platform/storage-result.ts';
import { openingId, planContinuation, type ContinuePlan } from './continue-plan.ts';
import { membersAlong } from './members-along.ts';

interface NewClassFields {
  readonly name: string;
  readonly currency: string;
  readonly look: string;
  readonly continues: string;
}

/** What of the engine of classes it takes. */
export interface ContinueEngine {
  create(fields: NewClassFields): Promise<StorageResult<{ classId: string; code: string }>>;
  openLive(classId: string): Promise<StorageResult<LiveClass | null>>;
  archive(classId: string, isArchived: boolean): Promise<StorageResult<void>>;
}

/** What is written into the two classes, in the language of whoever continues. */
export interface ContinueWords {
  readonly someone: string;
  readonly openingTitle: string;
  readonly openingNote: (oldName: string, oldCode: string) => string;
  readonly oldName: (oldName: string, newName: string) => string;
  readonly mark: (newName: string, newCode: string) => string;
}

export type ContinueOutcome =
  | { readonly ok: true; readonly classId: string }
  /** 'not-kept': this device could not save it. 'refused': a class would not take it. */
  | { readonly ok: false; readonly why: 'not-kept' | 'refused' | 'done-before' };

/**
 * Continues a class in a new one: makes it, takes members and balances along, says so in the old class and archives
 * that. Each step is done only if it is not done yet, so that it can be called again wherever it ended.
 */
export async function continueClass(
  old: LiveClass,
  { name, today }: { readonly name: string; readonly today: Day },
  engine: ContinueEngine,
  words: ContinueWords,
): Promise<ContinueOutcome> {
  if (old.isReadOnly) return { ok: false, why: 'refused' };
  // Another device of mine may have done it.
  if (old.read(continuedText)) return { ok: false, why: 'done-before' };
  const { currency, look, classId: continues } = old;
  const created = await engine.create({ name, currency, look, continues });
  if (!created.ok) return { ok: false, why: 'not-kept' };
  const { classId, code } = created.value;
  const outcome = await forOneAction(
    () => engine.openLive(classId),
    async (fresh): Promise<ContinueOutcome> => {
      const brought = await bringAlong(old, fresh, today, words);
      return brought.ok ? close(old, fresh.name, fresh.code || code, words) : brought;
    },
  );
  if (!outcome) return { ok: false, why: 'not-kept' };
  if (!outcome.ok) return outcome;
  const archived = await engine.archive(old.classId, true);
  return archived.ok ? { ok: true, classId } : { ok: false, why: 'not-kept' };
}

const DONE = { ok: true, classId: '' } as const;

/** Members and opening balances, as the old class has them now. */
async function bringAlong(
  old: LiveClass,
  fresh: LiveClass,
  today: Day,
  words: ContinueWords,
): Promise<ContinueOutcome> {
  const balances = old.read((ledger) => ledger.balances());
  const plan = planContinuation({
    newClassId: fresh.classId,
    oldMyId: old.myId,
    newMyId: fresh.row.memberId,
    members: membersAlong(old.members, balances, words.someone),
    balances,
  });
  for (const { id, name } of plan.members) {
    if (fresh.read((ledger) => ledger.members().has(id))) continue;
    const written = await fresh.run(withId(id, (ledger, context) => addMember(ledger, { name }, context)));
    const failure = failureOf(written);
    if (failure) return failure;
  }
  const openingFields = (money: MoneyInput): EntryFields => ({
    money,
    day: today,
    title: words.openingTitle,
    category: '',
    note: words.openingNote(old.name, old.code),
  });
  for (const { id, money } of plan.openings) {
    const known = fresh.entryById(id);
    if (known?.deleted) {
      const failure = failureOf(await fresh.restoreEntry(id));
      if (failure) return failure;
    }
    const written = known
      ? // Begun earlier: the balances may have changed since.
        await fresh.editEntry(id, { money })
      : await fresh.run((ledger, context) =>
          addOpening(ledger, { id, fields: openingFields(money) }, context),
        );
    const failure = failureOf(written);
    if (failure) return failure;
  }
  for (const id of staleOpenings(fresh, plan)) {
    const failure = failureOf(await fresh.deleteEntry(id));
    if (failure) return failure;
  }
  return DONE;
}

/** Openings of an earlier try in currencies that have been settled since. */
function staleOpenings(fresh: LiveClass, plan: ContinuePlan): string[] {
  const currencies = fresh.read((ledger) => Array.from(ledger.balances().keys()));
  const wanted = new Set(plan.openings.map(({ id }) => id));
  const found: string[] = [];
  for (const currency of currencies) {
    for (let part = 0; ; part++) {
      const id = openingId(fresh.classId, currency, part);
      const entry = fresh.entryById(id);
      if (!entry) break;
      if (!wanted.has(id) && !entry.deleted) found.push(id);
    }
  }
  return found;
}

/** Says in the old class where it goes on: the name first, so that the mark is the end. */
async function close(
  old: LiveClass,
  newName: string,
  newCode: string,
  words: ContinueWords,
): Promise<ContinueOutcome> {
  const name = words.oldName(old.name, newName);
  if (name.length <= MAX_NAME_LENGTH && !old.name.includes(newName)) {
    const failure = failureOf(await old.editClass({ name }));
    if (failure) return failure;
  }
  const text = words.mark(newName, newCode);
  const marked = await old.run((ledger, context) => sayContinued(ledger, text, context));
  return failureOf(marked) ?? DONE;
}

/** The command makes its record under this id, so that a second try finds it. */
function withId(id: string, build: BuildCommand): BuildCommand {
  return (ledger, context) =>
    build(ledger, {
      ...context,
      newId: (prefix) => (id.startsWith(`${prefix}_`) ? id : context.newId(prefix)),
    });
}

function failureOf(written: ClassWrite): (ContinueOutcome & { readonly ok: false }) | null {
  if (written.kind === 'saved') return null;
  return { ok: false, why: written.kind === 'not-saved' ? 'not-kept' : 'refused' };
}
