import { formatMinor } from '@tallybook/shared/money/amount';

/** Sums in few letters, for cells that a column of figures stands beside: "34", "1.2K"; no currency, no minor units; a dot for less than one. */
export class BriefAmounts {
  readonly #format: Intl.NumberFormat;
  readonly #short: Intl.NumberFormat;

  constructor(numberLocale: string) {
    this.#format = new Intl.NumberFormat(numberLocale, { maximumFractionDigits: 0 });
    this.#short = new Intl.NumberFormat(numberLocale, { notation: 'compact', maximumSignificantDigits: 2 });
  }

  of(minor: bigint, currency: string): string {
    const isNegative = minor < 0n;
    const decimal = formatMinor(isNegative ? -minor : minor, currency);
    if (/^0(\.|$)/.test(decimal)) return minor === 0n ? '' : '·';
    const isLong = decimal.split('.', 1).join('').length > 3;
    const text = (isLong ? this.#short : this.#format).format(decimal as Intl.StringNumericLiteral);
    return isNegative ? `−${text}` : text;
  }
}
