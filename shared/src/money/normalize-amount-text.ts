/** Characters that people's keyboards and documents use for one and the same sign; the first of each group stands. */
const sameSigns = [
  '-−–—‐‑－﹣',
  '*×∗⋅·∙•✕＊',
  '/÷∕⁄／',
  '+＋',
  '(（',
  ')）',
  '%％٪',
  "'’‘ʼ＇´",
  ',，،',
  '.．',
  '=＝',
  '$＄',
  '¥￥',
  '₩￦',
  '£￡',
];

/**
 * Normal form of a typed or pasted amount: digits of any script as 0-9, one character per sign, single spaces, no
 * invisible direction marks. ٫ and ٬ stay, since they are never anything but decimal and group separator. [M4]
 */
export function normalizeAmountText(text: string): string {
  return text
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/[^\0-\x7f]/gu, toSameSign)
    .trim();
}

function toSameSign(character: string): string {
  if (/\p{Nd}/u.test(character)) return String(digitValue(character));
  return sameSigns.find((signs) => signs.includes(character))?.charAt(0) ?? character;
}

/** Unicode lays decimal digits out in runs of ten in rising order, so the value is the distance to the run's start. */
function digitValue(digit: string): number {
  const codePoint = digit.codePointAt(0) ?? 0;
  let start = codePoint;
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start--;
  return (codePoint - start) % 10;
}
