import { openMoney } from '@tallybook/shared/split/open-money';
import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { addComment } from '@tallybook/shared/class-doc/commands/add-comment';
import { deleteEntity, restoreEntity } from '@tallybook/shared/class-doc/commands/delete-entity';
import { editEntry } from '@tallybook/shared/class-doc/commands/edit-entry';
import {
  keepOne,
  markDistinct,
  restoreOthers,
  unmarkDistinct,
  unmarkedPairs,
} from '@tallybook/shared/class-doc/commands/mark-distinct';
import { restoreValue } from '@tallybook/shared/class-doc/commands/restore-value';
import { restoreVersion } from '@tallybook/shared/class-doc/commands/restore-version';
import { distinctFrom, possibleDuplicates } from '@tallybook/shared/class-doc/possible-duplicates';
import { readMoneyGroup } from '@tallybook/shared/revisions/money-group';
import type { RandomSource } from '../support/random-source.ts';
import { billTotal, randomItem } from './random-money.ts';
import { NOTHING, pickableIds, pickId, type RandomCommands, someEntryId, someOf } from './random-pick.ts';

/** What can be taken back, told apart, said about or added to something that is there already. */
export const memoryCommands: RandomCommands = {
  delete: (ledger, context, random) => deleteEntity(ledger, someEntryId(ledger, random), context),

  restore: (ledger, context, random) => {
    const doubtful = Array.from(ledger.entries()).filter((one) => one.deleted || one.editedWhileDeleted);
    return restoreEntity(ledger, { entityId: pickId(doubtful, random), today: '2025-06-05' }, context);
  },

  restoreValue: (ledger, context, random) => {
    const { entryId, revisionId } = somePastVersion(ledger, random);
    const group = random.pick(['money', 'title']);
    return restoreValue(ledger, { entityId: entryId, revisionId, group, today: '2025-06-05' }, context);
  },

  restoreVersion: (ledger, context, random) =>
    restoreVersion(ledger, somePastVersion(ledger, random), context),

  /** Somebody at the table adds what they had, changes a row or joins one, while others do the same. */
  editBill: (ledger, context, random) => {
    const bill = firstBill(ledger);
    if (!bill) return deleteEntity(ledger, NOTHING, context);
    const { entryId, money, split } = bill;
    const ids = pickableIds(ledger, context);
    const at = random.integer(0, split.items.length);
    const items = split.items.toSpliced(at, random.integer(0, 1), randomItem(ids, random));
    const named = [...split.memberIds, ...items.flatMap(({ memberIds }) => memberIds)];
    const edited = { ...split, items, memberIds: Array.from(new Set(named)) };
    const amountMinor = billTotal(edited);
    const payers = [[money.payers[0]?.[0] ?? context.authorId, amountMinor]] as const;
    const changes = { money: { ...money, amountMinor, payers, split: edited } };
    return editEntry(ledger, { entryId, changes }, context);
  },

  markDistinct: (ledger, context, random) => markDistinct(ledger, alikeIds(ledger, random), context),

  unmarkDistinct: (ledger, context, random) => {
    const marked = Array.from(ledger.entries()).flatMap(({ id }) =>
      distinctFrom(ledger.entity(id)).map((other) => [id, other] as const),
    );
    const pairs = marked.length > 0 ? someOf(marked, random) : unmarkedPairs(ledger, [NOTHING]);
    return unmarkDistinct(ledger, pairs, context);
  },

  keepOne: (ledger, context, random) => {
    const entryIds = alikeIds(ledger, random);
    return keepOne(ledger, { keptId: random.pick(entryIds), entryIds }, context);
  },

  restoreOthers: (ledger, context, random) => {
    const deleted = Array.from(ledger.entries()).filter((entry) => entry.deleted);
    const entryIds = deleted.length > 0 ? someOf(deleted, random).map(({ id }) => id) : [NOTHING];
    return restoreOthers(ledger, { entryIds, today: '2025-06-05' }, context);
  },

  comment: (ledger, context, random) => {
    const on = random.next() < 0.8 ? someEntryId(ledger, random) : pickId(ledger.plans(), random);
    return addComment(ledger, { on, text: 'Who had the wine?' }, context);
  },

  deleteComment: (ledger, context, random) => {
    const entityId = pickId(ledger.comments(), random);
    return random.next() < 0.5
      ? deleteEntity(ledger, entityId, context)
      : restoreEntity(ledger, { entityId, today: '2025-06-05' }, context);
  },
};

function somePastVersion(ledger: ClassLedger, random: RandomSource) {
  const edited = Array.from(ledger.entries()).filter(({ id }) => ledger.history(id).length > 1);
  const entryId = pickId(edited, random);
  const history = ledger.history(entryId);
  return { entryId, revisionId: history.length > 0 ? random.pick(history).revisionId : NOTHING };
}

/** Entries that the app takes for one and the same; where it finds none, any two. */
function alikeIds(ledger: ClassLedger, random: RandomSource): readonly string[] {
  const found = possibleDuplicates(
    ledger.entries(),
    (id) => ledger.identity(id),
    (id) => distinctFrom(ledger.entity(id)),
  );
  if (found.length > 0) return random.pick(found).entryIds;
  return [someEntryId(ledger, random), someEntryId(ledger, random)];
}

/** Always the same one, so that devices meet in it. */
function firstBill(ledger: ClassLedger) {
  for (const { id, kind, deleted } of ledger.entries()) {
    if (kind !== 'expense' || deleted) continue;
    const stored = readMoneyGroup(ledger.entity(id)?.groups.get('money')?.value);
    const money = stored.ok ? openMoney(kind, stored.value, id) : null;
    if (money?.split.mode === 'items') return { entryId: id, money, split: money.split };
  }
  return null;
}
