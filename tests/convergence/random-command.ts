import { settleUp } from '@tallybook/shared/balances/settle-up';
import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { addEntry } from '@tallybook/shared/class-doc/commands/add-entry';
import type { WriteContext } from '@tallybook/shared/class-doc/commands/command';
import { convertCurrency } from '@tallybook/shared/class-doc/commands/convert-currency';
import { editEntry } from '@tallybook/shared/class-doc/commands/edit-entry';
import {
  editPayment,
  recordPayment,
  suggestedPaymentId,
} from '@tallybook/shared/class-doc/commands/record-payment';
import { includeMember, inclusionPreview } from '@tallybook/shared/class-doc/commands/include-member';
import type { RandomSource } from '../support/random-source.ts';
import { memoryCommands } from './random-memory.ts';
import { randomEntry, randomMoney } from './random-money.ts';
import {
  NOTHING,
  type Outcome,
  pickId,
  type RandomCommands,
  someEntryId,
  someMemberId,
  someOf,
  twoMemberIds,
} from './random-pick.ts';
import { peopleCommands } from './random-people.ts';
import { planCommands } from './random-plan.ts';

const entryCommands: RandomCommands = {
  addEntry: (ledger, context, random) => addEntry(ledger, randomEntry(ledger, context, random), context),

  editMoney: (ledger, context, random) => {
    const changes = { money: randomMoney(ledger, context, random) };
    return editEntry(ledger, { entryId: someEntryId(ledger, random), changes }, context);
  },

  editTitle: (ledger, context, random) => {
    const changes = { title: `title ${random.integer(0, 99)}`, category: random.pick(['', 'home', 'fun']) };
    return editEntry(ledger, { entryId: someEntryId(ledger, random), changes }, context);
  },

  includeMember: (ledger, context, random) => {
    const memberId = someMemberId(ledger, context, random);
    const { offers } = inclusionPreview(ledger, { memberId, fromDay: '2025-05-01' });
    const entryIds = offers.length > 0 ? someOf(offers, random).map(({ entry }) => entry.id) : [NOTHING];
    return includeMember(ledger, { memberId, entryIds }, context);
  },

  paySuggested: (ledger, context, random) => {
    const currency = random.pick(['EUR', 'USD']);
    const [payment] = settleUp(ledger.balancesToSettle(currency), ledger.companyToSettle(currency)).steady;
    if (!payment) return recordFreely(ledger, context, random);
    const { fromId, toId, amountMinor } = payment;
    const fields = { fromId, toId, amountMinor: Number(amountMinor), currency, day: '2025-06-02', note: '' };
    const suggestion = { id: suggestedPaymentId(ledger, fields, amountMinor), amountMinor };
    return recordPayment(ledger, { ...fields, suggestion }, context);
  },

  payFreely: recordFreely,

  editPayment: (ledger, context, random) => {
    const payments = Array.from(ledger.entries()).filter(({ kind }) => kind === 'settlement');
    const entryId = pickId(payments, random);
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
};

/** The commands of a class, each with input that a screen could give it in this state of the ledger. */
export const randomCommands: RandomCommands = {
  ...entryCommands,
  ...memoryCommands,
  ...peopleCommands,
  ...planCommands,
};

function recordFreely(ledger: ClassLedger, context: WriteContext, random: RandomSource): Outcome {
  return recordPayment(ledger, randomPayment(ledger, context, random), context);
}

function randomPayment(ledger: ClassLedger, context: WriteContext, random: RandomSource) {
  const [fromId, toId] = twoMemberIds(ledger, context, random);
  const amountMinor = random.integer(1, 500) * 100;
  return { fromId, toId, amountMinor, currency: random.pick(['EUR', 'USD']), day: '2025-06-02', note: '' };
}
