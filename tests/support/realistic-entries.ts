import type { PersonalKind } from '@tallybook/shared/personal/personal-entry';

/** An entry of one month: `daysAgo` counts back from its end, `varies` lets the amount differ from month to month. */
interface MonthlyEntry {
  daysAgo: number;
  kind?: PersonalKind;
  amountMinor: number;
  title: string;
  category: string;
  note?: string;
  varies?: boolean;
}

/** A month of somebody in Lisbon who cooks, commutes and has a dog. Amounts in cents of EUR. */
export const everyMonth: readonly MonthlyEntry[] = [
  {
    daysAgo: 0,
    amountMinor: 385,
    title: 'Coffee and a pastel de nata',
    category: 'eating-out',
    varies: true,
  },
  { daysAgo: 1, amountMinor: 4312, title: 'Groceries', category: 'groceries', varies: true },
  { daysAgo: 2, amountMinor: 1250, title: 'Lunch with Ana', category: 'eating-out' },
  {
    daysAgo: 3,
    amountMinor: 3990,
    title: 'Running shoes for the half marathon in Coimbra',
    category: 'shopping',
  },
  { daysAgo: 4, amountMinor: 2150, title: 'Pharmacy', category: 'health', varies: true },
  {
    daysAgo: 5,
    amountMinor: 5877,
    title: 'Groceries',
    category: 'groceries',
    note: 'For the week and the dinner on Friday',
    varies: true,
  },
  { daysAgo: 6, amountMinor: 4000, title: 'Monthly pass', category: 'transport' },
  { daysAgo: 8, amountMinor: 1800, title: 'Cinema', category: 'fun' },
  {
    daysAgo: 9,
    amountMinor: 6340,
    title: 'Dinner at the little place by the river',
    category: 'eating-out',
    varies: true,
  },
  { daysAgo: 11, amountMinor: 3725, title: 'Groceries', category: 'groceries', varies: true },
  { daysAgo: 12, amountMinor: 4750, title: 'Vet', category: 'pets', note: 'Yearly vaccination' },
  { daysAgo: 13, amountMinor: 1299, title: 'Music subscription', category: 'subscriptions' },
  { daysAgo: 15, amountMinor: 2400, title: 'Dog food', category: 'pets' },
  { daysAgo: 16, amountMinor: 7218, title: 'Electricity', category: 'utilities', varies: true },
  { daysAgo: 17, amountMinor: 3490, title: 'Internet', category: 'utilities' },
  { daysAgo: 18, amountMinor: 2560, title: 'Two novels', category: 'education' },
  { daysAgo: 20, amountMinor: 4105, title: 'Groceries', category: 'groceries', varies: true },
  { daysAgo: 21, amountMinor: 1570, title: 'Taxi home', category: 'transport' },
  { daysAgo: 23, amountMinor: 2999, title: 'Birthday present for Miguel', category: 'gifts' },
  { daysAgo: 26, kind: 'refund', amountMinor: 3990, title: 'Shoes sent back', category: 'shopping' },
  { daysAgo: 21, amountMinor: 85_000, title: 'Rent', category: 'home' },
  { daysAgo: 20, kind: 'income', amountMinor: 234_000, title: 'Salary', category: 'salary' },
];

/** What breaks layouts and formats: other currencies, scripts and directions, long and empty texts. */
export const oddities: readonly (Omit<MonthlyEntry, 'varies' | 'kind'> & {
  currency?: string;
  kind?: PersonalKind;
})[] = [
  { daysAgo: 1, amountMinor: 1280, currency: 'JPY', title: '渋谷のラーメン 🍜', category: 'eating-out' },
  {
    daysAgo: 2,
    amountMinor: 12_345,
    currency: 'KWD',
    title: 'عشاء في المدينة القديمة',
    category: 'eating-out',
  },
  { daysAgo: 3, amountMinor: 4790, title: 'מתנה ליום ההולדת של נועה', category: 'gifts' },
  { daysAgo: 4, amountMinor: 8600, currency: 'USD', title: 'Conference ticket', category: 'education' },
  { daysAgo: 7, amountMinor: 640, title: '👩‍👩‍👧‍👦 Zoo with the family', category: 'fun' },
  {
    daysAgo: 74,
    amountMinor: 123_456_789,
    title:
      'A very long description that somebody dictated while walking: replacement of the boiler including two visits, the old one taken away, and a valve nobody had asked for',
    category: 'home',
    note: 'Paid in one go.\nWarranty until the end of next year; the receipt is in the blue folder.',
  },
  {
    daysAgo: 14,
    amountMinor: 1,
    title: 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen',
    category: 'other',
  },
  { daysAgo: 19, amountMinor: 999, title: '', category: 'other' },
  { daysAgo: 24, kind: 'income', amountMinor: 4500, title: 'Old bicycle lamp', category: 'sold' },
];
