import type { splitMessagesEn, SplitWords } from '$lib/locale/split-messages-en.ts';
import type { SplitFault } from './read-split.ts';

type Texts = typeof splitMessagesEn;

/** What keeps a split from being saved and what to do, as a sentence. */
export function describeFault(fault: SplitFault, words: SplitWords, t: Texts): string {
  const { amount, name, count } = words;
  switch (fault.reason) {
    case 'unreadable':
      return describeUnreadable(fault, words, t);
    case 'payer-without-amount':
      return t.payerWithoutAmount(name(fault.memberId));
    case 'exact-off':
      return offBy(fault.leftMinor, amount, t.left, t.over);
    case 'payers-off':
      return offBy(fault.leftMinor, amount, t.payersLeft, t.payersOver);
    case 'items-off':
      return offBy(fault.leftMinor, amount, t.itemsLeft, t.itemsOver);
    case 'percent-off':
      return offBy(fault.leftBasisPoints, words.percent, t.left, t.over);
    case 'weight':
      return t.weight(name(fault.memberId));
    case 'adjustments-exceed':
      return t.adjustmentsExceed(amount(fault.overMinor));
    case 'below-zero':
      return t.belowZero(name(fault.memberId), amount(fault.belowMinor));
    case 'item-nobody':
      return t.itemNobody(count(fault.item + 1));
    case 'item-amount':
      return t.itemAmountBad(count(fault.item + 1));
    case 'discount-too-large':
      return t.discountTooLarge(amount(fault.overMinor));
    case 'amount-too-large':
      return t.tooLarge(amount(fault.maxMinor));
    case 'too-many-members':
      return t.tooMany(count(fault.limit));
    case 'nobody':
      return t.nobody;
    case 'weights-zero':
      return t.weightsZero;
    case 'extras-without-items':
      return t.extrasWithoutItems;
    case 'extra':
      return t.unreadableExtra;
    case 'amount-zero':
    case 'amount-negative':
      return t.amountZero;
    case 'rate':
      return t.unreadableRate;
    case 'rate-too-long':
      return t.rateTooLong;
    case 'converted-zero':
      return t.convertedZero;
    case 'converted-too-large':
      return t.convertedTooLarge;
    case 'too-heavy':
      return t.tooHeavy;
    // What fields as these cannot come to.
    case 'adjustment':
    case 'amount-not-an-integer':
    case 'count-off':
    case 'currency':
    case 'duplicate-member':
    case 'duplicate-payer':
    case 'item-member':
    case 'item-weight':
    case 'member-id':
    case 'no-payer':
    case 'part':
    case 'payer':
    case 'same-currency':
      return t.other;
  }
}

function describeUnreadable(
  fault: Extract<SplitFault, { reason: 'unreadable' }>,
  { name, count }: SplitWords,
  t: Texts,
): string {
  switch (fault.part) {
    case 'item':
      return t.unreadableItem(count(fault.item + 1));
    case 'extra':
      return t.unreadableExtra;
    case 'rate':
      return t.unreadableRate;
    case 'shares':
    case 'percent':
    case 'exact':
    case 'adjust':
    case 'payers':
      return t.unreadable[fault.part](name(fault.memberId));
  }
}

function offBy(
  left: number,
  figure: (value: number) => string,
  missing: (text: string) => string,
  over: (text: string) => string,
): string {
  return left > 0 ? missing(figure(left)) : over(figure(-left));
}
