import { addDays, type Day } from '@tallybook/shared/calendar/day';
import { addEntry } from '@tallybook/shared/class-doc/commands/add-entry';
import { addMember } from '@tallybook/shared/class-doc/commands/members';
import { recordPayment } from '@tallybook/shared/class-doc/commands/record-payment';
import { syncDevices } from './device.ts';
import { seedClass, sendAll, type SeededClass } from './class-seeding.ts';

/** Who shares the house on the coast: the first four have an account, the others do not. */
const withAccount = ['Anna', 'Beatriz Fernández de la Vega', 'Carlo', 'Đorđe'];
const withoutAccount = ['Grandma', 'Maximiliane von Schönborn-Wiesentheid', 'Noa', '小林'];

/** `payer` and `takePart` are positions in the two lists, one after the other. */
interface SharedExpense {
  readonly daysAgo: number;
  readonly amountMinor: number;
  readonly title: string;
  readonly category: string;
  readonly payer: number;
  readonly takePart: readonly number[];
  readonly note?: string;
  readonly currency?: string;
}

const all = [0, 1, 2, 3, 4, 5, 6, 7];

const expenses: readonly SharedExpense[] = [
  ...[0, 7, 14, 21].flatMap((daysAgo): SharedExpense[] => [
    {
      daysAgo: daysAgo + 1,
      amountMinor: 11_348 + daysAgo * 17,
      title: 'Groceries',
      category: 'groceries',
      payer: daysAgo % 4,
      takePart: all,
    },
    {
      daysAgo: daysAgo + 2,
      amountMinor: 2_390,
      title: 'Bread and fruit at the market',
      category: 'groceries',
      payer: 2,
      takePart: [0, 2, 3, 4, 7],
    },
    {
      daysAgo: daysAgo + 3,
      amountMinor: 18_720 + daysAgo * 3,
      title: 'Dinner at the little place by the river',
      category: 'eating-out',
      payer: 1,
      takePart: [0, 1, 2, 3, 5, 6],
    },
    {
      daysAgo: daysAgo + 4,
      amountMinor: 960,
      title: 'Coffee',
      category: 'eating-out',
      payer: 3,
      takePart: [0, 3],
    },
    {
      daysAgo: daysAgo + 5,
      amountMinor: 4_200,
      title: 'Petrol',
      category: 'transport',
      payer: 0,
      takePart: [0, 1, 2, 4],
    },
    {
      daysAgo: daysAgo + 6,
      amountMinor: 1_575,
      title: 'Taxi from the station',
      category: 'transport',
      payer: 7,
      takePart: [5, 6, 7],
    },
    {
      daysAgo: daysAgo + 6,
      amountMinor: 3_333,
      title: 'Museum',
      category: 'fun',
      payer: 2,
      takePart: [1, 2, 3],
    },
    {
      daysAgo: daysAgo + 2,
      amountMinor: 700,
      title: 'Parking',
      category: 'transport',
      payer: 0,
      takePart: [0, 1, 2, 3],
    },
    {
      daysAgo: daysAgo + 5,
      amountMinor: 2_250,
      title: 'Ice cream for everybody',
      category: 'eating-out',
      payer: 4,
      takePart: all,
    },
  ]),
  {
    daysAgo: 28,
    amountMinor: 164_000,
    title: 'The house, two weeks',
    category: 'home',
    payer: 1,
    takePart: all,
  },
  {
    daysAgo: 27,
    amountMinor: 41_250,
    title: 'Rental car',
    category: 'transport',
    payer: 0,
    takePart: [0, 1, 2, 4],
    note: 'Deposit already back',
  },
  {
    daysAgo: 9,
    amountMinor: 12_800,
    title: 'Boat trip 🚤',
    category: 'fun',
    payer: 3,
    takePart: [0, 2, 3, 6, 7],
  },
  {
    daysAgo: 8,
    amountMinor: 5_990,
    title:
      'A present for Grandma that everybody but her chips in for: the blue vase from the shop at the corner',
    category: 'gifts',
    payer: 5,
    takePart: [0, 1, 2, 3, 5, 6, 7],
  },
  {
    daysAgo: 6,
    amountMinor: 3_450,
    title: '小林さんの誕生日ケーキ',
    category: 'gifts',
    payer: 6,
    takePart: all,
  },
  {
    daysAgo: 0,
    amountMinor: 2_010,
    title: 'Pastéis de nata',
    category: 'eating-out',
    payer: 0,
    takePart: [0, 1, 2],
  },
  {
    daysAgo: 12,
    amountMinor: 8_600,
    currency: 'USD',
    title: 'Concert tickets',
    category: 'fun',
    payer: 2,
    takePart: [0, 2],
  },
];

export interface RealisticClass extends SeededClass {
  /** Of everybody, those without an account too. */
  readonly memberIds: readonly string[];
}

/** Four weeks of eight people in a house on the coast up to `today`: 43 expenses and two payments. */
export async function seedRealisticClass(origin: string, today: Day): Promise<RealisticClass> {
  const noon = Date.parse(`${today}T12:00:00Z`);
  const startMs = noon - 30 * 86_400_000;
  const seeded = await seedClass(origin, {
    name: 'House on the coast',
    look: '🏖️',
    displayNames: withAccount,
    startMs,
  });
  const devices = seeded.members.map(({ device }) => device);
  const [first] = devices;
  if (!first) throw new RangeError('A class has somebody who created it');
  const memberIds = seeded.members.map(({ membership }) => membership.memberId);
  for (const name of withoutAccount) {
    const { entityId } = first.run((ledger, context) => addMember(ledger, { name }, context));
    memberIds.push(entityId);
  }
  const idAt = (position: number) => memberIds[position] ?? '';
  for (const expense of expenses.toSorted((a, b) => b.daysAgo - a.daysAgo)) {
    // Who paid enters it; somebody enters what those without an account paid.
    const device = devices[expense.payer] ?? first;
    syncDevices(...devices);
    device.nowMs = noon - expense.daysAgo * 86_400_000;
    const { amountMinor, currency = 'EUR', title, category, note = '' } = expense;
    device.run((ledger, context) =>
      addEntry(
        ledger,
        {
          money: {
            kind: 'expense',
            amountMinor,
            currency,
            payers: [[idAt(expense.payer), amountMinor]],
            split: { mode: 'equally', memberIds: expense.takePart.map(idAt) },
          },
          day: addDays(today, -expense.daysAgo),
          title,
          category,
          note,
        },
        context,
      ),
    );
  }
  syncDevices(...devices);
  for (const [from, to, amountMinor] of [
    [2, 1, 20_000],
    [4, 1, 15_000],
  ] as const) {
    first.run((ledger, context) =>
      recordPayment(
        ledger,
        {
          fromId: idAt(from),
          toId: idAt(to),
          amountMinor,
          currency: 'EUR',
          day: addDays(today, -3),
          note: '',
        },
        context,
      ),
    );
  }
  await sendAll(seeded);
  return { ...seeded, memberIds };
}
