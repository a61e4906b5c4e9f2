import { settleUp } from '@tallybook/shared/balances/settle-up';
import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { addComment } from '@tallybook/shared/class-doc/commands/add-comment';
import { addEntry } from '@tallybook/shared/class-doc/commands/add-entry';
import type { Command, WriteContext } from '@tallybook/shared/class-doc/commands/command';
import type { CommandRefusal } from '@tallybook/shared/class-doc/commands/command-refusal';
import { convertCurrency } from '@tallybook/shared/class-doc/commands/convert-currency';
import { deleteEntity, restoreEntity } from '@tallybook/shared/class-doc/commands/delete-entity';
import { editClass } from '@tallybook/shared/class-doc/commands/edit-class';
import { editEntry } from '@tallybook/shared/class-doc/commands/edit-entry';
import {
  addMember,
  claimMember,
  renameMember,
  setMemberState,
  unclaimMember,
} from '@tallybook/shared/class-doc/commands/members';
import { dueOccurrences, makeOccurrences } from '@tallybook/shared/class-doc/commands/occurrences';
import { addPlan, editPlan } from '@tallybook/shared/class-doc/commands/plans';
import {
  editPayment,
  recordPayment,
  suggestedPaymentId,
} from '@tallybook/shared/class-doc/commands/record-payment';
import { restoreValue } from '@tallybook/shared/class-doc/commands/restore-value';
import type { Result } from '@tallybook/shared/money/result';
import type { MoneyInput } from '@tallybook/shared/split/money-input';
import type { SplitRecipe } from '@tallybook/shared/split/recipe';
import type { RandomSource } from '../support/random-source.ts';

type Outcome = Result<Command, CommandRefusal>;
type RunCommand = (ledger: ClassLedger, context: WriteContext, random: RandomSource) => Outcome;

/** The commands of a class, each with input that a screen could give it in this state of the ledger. */
export const randomCommands: Readonly<Record<string, RunCommand>> = {
  addEntry: (ledger, context, random) => addEntry(ledger, randomEntry(ledger, context, random), context),

  editMoney: (ledger, context, random) => {
    const changes = { money: randomMoney(ledger, context, random) };
    return editEntry(ledger, { entryId: someEntryId(ledger, random), changes }, context);
  },

  editTitle: (ledger, context, random) => {
    const changes = { title: `title ${random.integer(0, 99)}`, category: random.pick(['', 'home', 'fun']) };
    return editEntry(ledger, { entryId: someEntryId(ledger, random), changes }, context);
  },

  delete: (ledger, context, random) => deleteEntity(ledger, someEntryId(ledger, random), context),

  restore: (ledger, context, random) => {
    const doubtful = Array.from(ledger.entries()).filter((one) => one.deleted || one.editedWhileDeleted);
    const entityId = doubtful.length > 0 ? random.pick(doubtful).id : 'e_nothing0';
    return restoreEntity(ledger, { entityId, today: TODAY }, context);
  },

  restoreValue: (ledger, context, random) => {
    const edited = Array.from(ledger.entries()).filter(({ id }) => ledger.history(id).length > 1);
    if (edited.length === 0) return deleteEntity(ledger, 'e_nothing0', context);
    const entityId = random.pick(edited).id;
    const { revisionId } = random.pick(ledger.history(entityId));
    const group = random.pick(['money', 'title']);
    return restoreValue(ledger, { entityId, revisionId, group, today: TODAY }, context);
  },

  paySuggested: (ledger, context, random) => {
    const currency = random.pick(['EUR', 'USD']);
    const [payment] = settleUp(ledger.balancesOf(currency), ledger.together(currency)).steady;
    if (!payment) return recordFreely(ledger, context, random);
    const { fromId, toId, amountMinor } = payment;
    const fields = { fromId, toId, amountMinor: Number(amountMinor), currency, day: '2025-06-02', note: '' };
    const suggestion = { id: suggestedPaymentId(ledger, fields, amountMinor), amountMinor };
    return recordPayment(ledger, { ...fields, suggestion }, context);
  },

  payFreely: recordFreely,

  editPayment: (ledger, context, random) => {
    const payments = Array.from(ledger.entries()).filter(({ kind }) => kind === 'settlement');
    const entryId = payments.length > 0 ? random.pick(payments).id : 's_nothing0';
    return editPayment(ledger, { ...randomPayment(ledger, context, random), entryId }, context);
  },

  convert: (ledger, context, random) => {
    const [from = 'USD', to = 'EUR'] = random.pick([
      ['USD', 'EUR'],
      ['EUR', 'JPY'],
      ['JPY', 'EUR'],
    ]);
    return convertCurrency(
      ledger,
      { from, to, num: random.integer(1, 999), den: 100, day: '2025-06-03' },
      context,
    );
  },

  addMember: (ledger, context, random) =>
    addMember(ledger, { name: `Guest ${random.integer(1, 99)}` }, context),

  renameMember: (ledger, context, random) =>
    renameMember(ledger, { memberId: someClaimableId(ledger, context, random), name: 'Ida' }, context),

  join: (ledger, context) => setMemberState(ledger, { memberId: context.authorId, state: 'in' }, context),

  leave: (ledger, context, random) =>
    setMemberState(ledger, { memberId: someMemberId(ledger, context, random), state: 'out' }, context),

  claim: (ledger, context, random) => {
    const memberId = someClaimableId(ledger, context, random);
    const asId = someMemberId(ledger, context, random);
    return claimMember(ledger, { memberId, asId }, context);
  },

  unclaim: (ledger, context, random) =>
    unclaimMember(ledger, { memberId: someClaimableId(ledger, context, random) }, context),

  editClass: (ledger, context, random) =>
    editClass(ledger, { name: `House ${random.integer(1, 9)}`, look: random.pick(['', '🏠']) }, context),

  comment: (ledger, context, random) =>
    addComment(ledger, { on: someEntryId(ledger, random), text: 'Who had the wine?' }, context),

  addPlan: (ledger, context, random) => {
    const template = withoutDay(randomEntry(ledger, context, random));
    const unit = random.pick(['day', 'week', 'month'] as const);
    return addPlan(ledger, { rule: { every: 1, unit, anchor: '2025-05-31', count: 3 }, template }, context);
  },

  editPlan: (ledger, context, random) => {
    const planId = ledger.plans().length > 0 ? random.pick(ledger.plans()).id : 'e_nothing0';
    const template = withoutDay(randomEntry(ledger, context, random));
    const rule = { every: 2, unit: 'day', anchor: '2025-06-02', count: 2 } as const;
    const changes = random.pick([{ template }, { rule }, { template, rule }]);
    return editPlan(ledger, { planId, ...changes, today: TODAY }, context);
  },

  deletePlan: (ledger, context, random) => {
    const planId = ledger.plans().length > 0 ? random.pick(ledger.plans()).id : 'e_nothing0';
    return random.pick([true, false])
      ? deleteEntity(ledger, planId, context)
      : restoreEntity(ledger, { entityId: planId, today: TODAY }, context);
  },

  occur: (ledger, context) => {
    const command = makeOccurrences(ledger, dueOccurrences(ledger, TODAY, 4), context);
    return { ok: true, value: command };
  },
};

const TODAY = '2025-06-05';

function withoutDay({ money, title, category, note }: ReturnType<typeof randomEntry>) {
  return { money, title, category, note };
}

function recordFreely(ledger: ClassLedger, context: WriteContext, random: RandomSource): Outcome {
  return recordPayment(ledger, randomPayment(ledger, context, random), context);
}

function randomPayment(ledger: ClassLedger, context: WriteContext, random: RandomSource) {
  const [fromId, toId] = twoMemberIds(ledger, context, random);
  const amountMinor = random.integer(1, 500) * 100;
  return { fromId, toId, amountMinor, currency: random.pick(['EUR', 'USD']), day: '2025-06-02', note: '' };
}

function randomEntry(ledger: ClassLedger, context: WriteContext, random: RandomSource) {
  return {
    money: randomMoney(ledger, context, random),
    day: `2025-06-0${random.integer(1, 9)}`,
    title: random.pick(['Pizza', 'Taxi', '']),
    category: random.pick(['', 'fun']),
    note: '',
  };
}

function randomMoney(ledger: ClassLedger, context: WriteContext, random: RandomSource): MoneyInput {
  const amountMinor = random.integer(1, 10_000);
  const payerId = someMemberId(ledger, context, random);
  return {
    kind: random.next() < 0.85 ? 'expense' : 'income',
    amountMinor,
    currency: random.pick(['EUR', 'EUR', 'USD', 'JPY']),
    payers: [[payerId, amountMinor]],
    split: randomSplit(amountMinor, pickableIds(ledger, context), random),
    ...(random.next() < 0.1 && { countIn: { currency: 'EUR', num: 123, den: 100 } }),
  };
}

function randomSplit(amountMinor: number, ids: readonly string[], random: RandomSource): SplitRecipe {
  const memberIds = ids.filter(() => random.next() < 0.7);
  const [first = ids[0] ?? ''] = memberIds;
  return random.pick<() => SplitRecipe>([
    () => ({ mode: 'equally', memberIds }),
    () => ({ mode: 'equally', memberIds: ids }),
    () => ({ mode: 'shares', shares: memberIds.map((id, i) => [id, i % 2 === 0 ? '1' : '0.5'] as const) }),
    () => ({ mode: 'percent', basisPoints: [[first, 10_000]] }),
    () => ({ mode: 'exact', parts: [[first, amountMinor]] }),
    () => ({ mode: 'adjust', adjustments: ids.map((id, i) => [id, i === 0 ? 1 : 0] as const) }),
    () => ({
      mode: 'items',
      memberIds: ids,
      items: [{ title: 'all of it', amountMinor, memberIds: ids }],
      extras: [],
    }),
  ])();
}

function someEntryId(ledger: ClassLedger, random: RandomSource): string {
  const ids = Array.from(ledger.entries(), ({ id }) => id);
  return ids.length > 0 ? random.pick(ids) : 'e_nothing0';
}

function someMemberId(ledger: ClassLedger, context: WriteContext, random: RandomSource): string {
  return random.pick([context.authorId, ...ledger.members().keys()]);
}

/** A member without an account, or whoever writes. */
function someClaimableId(ledger: ClassLedger, context: WriteContext, random: RandomSource): string {
  const guests = Array.from(ledger.members().values()).filter(({ isAuthor }) => !isAuthor);
  return random.pick([context.authorId, ...guests.map(({ id }) => id)]);
}

/** Two of them, nearly always different ones. */
function twoMemberIds(ledger: ClassLedger, context: WriteContext, random: RandomSource): [string, string] {
  const first = someMemberId(ledger, context, random);
  const second = someMemberId(ledger, context, random);
  return [first, first === second ? someMemberId(ledger, context, random) : second];
}

/** Whom a picker offers: who has not left. */
function pickableIds(ledger: ClassLedger, context: WriteContext): string[] {
  const present = Array.from(ledger.members().values()).filter(({ hasLeft }) => !hasLeft);
  return Array.from(new Set([context.authorId, ...present.map(({ id }) => id)]));
}
