/** What a sentence about a split has to look up; amounts are of the currency that was typed. */
export interface SplitWords {
  amount: (minor: number) => string;
  name: (memberId: string) => string;
  percent: (basisPoints: number) => string;
  count: (value: number) => string;
}

/** The texts of splitting an amount in any other way than equally. */
export const splitMessagesEn = {
  howSplit: 'How it is split',
  modes: {
    equally: 'Equally',
    shares: 'Shares',
    percent: 'Percent',
    exact: 'Exact amounts',
    adjust: 'Plus or minus',
    items: 'Items',
  },
  hints: {
    shares: 'Twice the share, twice the part. Leave empty whoever takes no part.',
    percent: 'Leave empty whoever takes no part; the last empty one takes the rest.',
    exact: 'Leave empty whoever takes no part; the last empty one takes the rest.',
    adjust: 'What somebody bears on top, or with a minus less; the rest is split equally.',
  },
  fieldOf: {
    shares: (name: string) => `Share of ${name}`,
    percent: (name: string) => `Percent of ${name}`,
    exact: (name: string) => `Part of ${name}`,
    adjust: (name: string) => `Plus or minus for ${name}`,
    payers: (name: string) => `Paid by ${name}`,
  },
  receivedField: (name: string) => `Received by ${name}`,
  takeRest: 'The rest',
  takeRestOf: (name: string) => `The rest for ${name}`,
  bears: 'Comes to',
  partOf: (name: string, amount: string) => `${name}: ${amount}`,
  more: (name: string) => `One share more for ${name}`,
  less: (name: string) => `One share less for ${name}`,

  severalPaid: 'Several people paid',
  severalReceived: 'Several people received',
  onePaid: 'Only one person paid',
  addPayer: 'Who else paid',
  addReceiver: 'Who else received',
  removePayer: (name: string) => `${name} did not pay`,

  item: 'Item',
  itemTitle: (number: string) => `What item ${number} is`,
  itemAmount: (number: string) => `Price of item ${number}`,
  itemPeople: (number: string) => `Who shares item ${number}`,
  everyone: 'Everyone',
  addItem: 'Add item',
  removeItem: (title: string) => `Remove ${title}`,
  thisItem: 'this item',
  itemRest: 'Set to the rest',
  extras: { tax: 'Tax', tip: 'Tip', discount: 'Discount' },
  useAsAmount: (amount: string) => `Make ${amount} the amount`,
  giveTo: (name: string, figure: string) => `Give the ${figure} to ${name}`,
  takeFrom: (name: string, figure: string) => `Take the ${figure} off ${name}`,
  extrasHint: 'Tax, tip and discount follow what each person’s items come to.',
  itemsNew: 'No items yet. Add what is on the bill and tap who shares it.',

  countIn: (currency: string) => `Count in ${currency}`,
  keepIn: (currency: string) => `Keep in ${currency}`,
  byRate: (from: string, to: string) => `Rate: 1 ${from} in ${to}`,
  byAmount: (to: string) => `In all in ${to}`,
  rateBy: 'How it is converted',
  rateChoice: { rate: 'By a rate', amount: 'Both sums' },
  comesTo: (amount: string) => `Counts as ${amount}`,
  rateIs: (rate: string, from: string, to: string) => `1 ${from} = ${rate} ${to}`,

  loading: 'Opening…',
  notLoaded:
    'This way of splitting could not be loaded. Try again when you are online; what you typed stays.',
  notReady: 'This way of splitting is still being loaded. Try again in a moment.',

  unreadable: {
    shares: (name: string) => `The share of ${name} is not a number. Type 1, 2 or 0.5.`,
    percent: (name: string) => `The percentage of ${name} cannot be read. Type a number from 0 to 100.`,
    exact: (name: string) => `The part of ${name} cannot be read. Type an amount.`,
    adjust: (name: string) =>
      `What ${name} bears more or less cannot be read. Type an amount, with a minus for less.`,
    payers: (name: string) => `What ${name} paid cannot be read. Type an amount.`,
  },
  unreadableItem: (number: string) => `The price of item ${number} cannot be read. Type an amount from zero.`,
  unreadableExtra: 'Tax, tip or discount cannot be read. Type an amount from zero.',
  unreadableRate: 'Type a rate above zero, or what it comes to.',
  payerWithoutAmount: (name: string) => `Type what ${name} paid, or take the name out.`,
  left: (amount: string) => `${amount} is still to be given out.`,
  over: (amount: string) => `${amount} too much is given out.`,
  payersLeft: (amount: string) => `${amount} of what was paid is missing.`,
  payersOver: (amount: string) => `${amount} more than the amount is said to be paid.`,
  itemsLeft: (amount: string) => `The items are ${amount} short of the amount.`,
  itemsOver: (amount: string) => `The items are ${amount} more than the amount.`,
  nobody: 'Say at least for one person what they take of it.',
  weightsZero: 'At least one share has to be above zero.',
  weight: (name: string) => `The share of ${name} has too many digits. Type 1, 2 or 0.5.`,
  adjustmentsExceed: (amount: string) => `What is added is ${amount} more than the amount.`,
  belowZero: (name: string, amount: string) => `${name} would bear ${amount} less than nothing.`,
  itemNobody: (number: string) => `Choose who shares item ${number}.`,
  itemAmountBad: (number: string) => `The price of item ${number} cannot be read. Type an amount from zero.`,
  extrasWithoutItems: 'Add the items first: tax, tip and discount follow them.',
  discountTooLarge: (amount: string) => `The discount is ${amount} more than the items.`,
  tooLarge: (amount: string) => `The largest amount is ${amount}.`,
  amountZero: 'Enter an amount above zero.',
  tooMany: (limit: string) => `At most ${limit} people can take part.`,
  convertedZero: 'At this rate it comes to nothing. Check the rate.',
  convertedTooLarge: 'At this rate it comes to more than can be counted. Check the rate.',
  tooHeavy: 'These are more items than one entry can hold. Shorten their names, or make two entries of it.',
  other: 'This cannot be split as chosen. Choose again who paid and who takes part.',
};
