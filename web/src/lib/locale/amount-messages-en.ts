import type { AmountRefusal } from '@tallybook/shared/money/parse-amount';

/** What is wrong with an amount or another field of an entry, and what to do. */
export const amountMessagesEn = {
  amountRefusals: {
    describe: (refusal: AmountRefusal, amount: (minor: number) => string): string => {
      switch (refusal.reason) {
        case 'empty':
          return 'Enter an amount.';
        case 'zero':
          return 'Enter an amount above zero.';
        case 'negative':
          return 'Enter an amount above zero. For money that came back, choose Refund.';
        case 'too-large':
          return `The largest amount is ${amount(refusal.maxMinor)}.`;
        case 'too-many-decimals':
          return `${refusal.currency} has ${decimalsInWords(refusal.allowed)}; this has ${refusal.given}.`;
        case 'division-by-zero':
          return 'Dividing by zero has no result.';
        case 'too-long':
          return `At most ${refusal.limit} characters; this has ${refusal.given}.`;
        case 'unbalanced-parenthesis':
          return 'A bracket is missing its partner.';
        case 'unfinished':
          return 'The calculation stops halfway. Add a number or take the last sign away.';
        case 'other-currency':
          return `“${refusal.found}” is another currency than the one chosen. Choose it below or take the sign away.`;
        case 'unreadable':
          return `“${refusal.found}” cannot be read as an amount. Use figures, such as 12.50 or 3*4.`;
      }
    },
  },

  fieldRefusals: {
    tooLong: (limit: string, given: string) => `At most ${limit} characters; this has ${given}.`,
    tooHeavy: 'This note needs more room than a record has. Shorten it.',
    day: 'Choose a day between 1970 and 2199.',
    category: 'Choose a category from the list.',
    currency: 'Choose a currency from the list.',
  },
};

function decimalsInWords(count: number): string {
  return (
    ['no decimals', 'one decimal', 'two decimals', 'three decimals', 'four decimals'][count] ??
    `${count} decimals`
  );
}
