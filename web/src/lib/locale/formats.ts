import { addDays, type Day, type Month } from '@tallybook/shared/calendar/day';
import { formatMinor } from '@tallybook/shared/money/amount';
import { minorUnitExponent } from '@tallybook/shared/money/currency';

/** `mark` is everything that is not a figure: the currency's symbol and the spaces around it. */
export interface AmountPart {
  kind: 'sign' | 'mark' | 'major' | 'minor';
  text: string;
}

export type SignStyle = 'minus' | 'always' | 'never';

/**
 * How figures and days are written for one person: numbers in their device's locale, words in the app's language.
 * Fraction digits come from the ISO 4217 table, never from `Intl`, and amounts go in as decimal strings, never as floats.
 */
export class Formats {
  readonly #language: string;
  readonly #numberLocale: string;
  readonly #currencyFormats = new Map<string, Intl.NumberFormat>();
  readonly #dateFormats = new Map<string, Intl.DateTimeFormat>();
  #currencyNames: Intl.DisplayNames | undefined;
  #relativeDays: Intl.RelativeTimeFormat | undefined;

  constructor(language: string, numberLocale: string) {
    this.#language = language;
    this.#numberLocale = numberLocale;
  }

  /** Makes the browser load its locale data, which takes it some 40 ms at the first use. */
  warmUp(today: Day): void {
    this.amount(0, 'EUR');
    this.day(today, today);
    this.relativeDay(today, today);
  }

  amountParts(minor: number | bigint, currency: string, sign: SignStyle = 'minus'): AmountPart[] {
    const isNegative = minor < 0;
    const decimal = formatMinor(isNegative ? -minor : minor, currency);
    const parts: AmountPart[] = [];
    if (sign !== 'never' && isNegative) parts.push({ kind: 'sign', text: '−' });
    if (sign === 'always' && minor > 0) parts.push({ kind: 'sign', text: '+' });
    for (const part of this.#currencyFormat(currency).formatToParts(decimal as Intl.StringNumericLiteral)) {
      parts.push({ kind: amountPartKind(part.type), text: part.value });
    }
    return parts;
  }

  amount(minor: number | bigint, currency: string, sign: SignStyle = 'minus'): string {
    return this.amountParts(minor, currency, sign)
      .map((part) => part.text)
      .join('');
  }

  /** A figure as it would be typed into the amount field again: no symbol, no grouping. */
  amountToType(minor: number, currency: string): string {
    const decimal = formatMinor(minor, currency) as Intl.StringNumericLiteral;
    const digits = minorUnitExponent(currency);
    return new Intl.NumberFormat(this.#numberLocale, {
      useGrouping: false,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(decimal);
  }

  /** "Sat, 21 November": enough for a heading; the year appears where it is not this one. */
  day(day: Day, today: Day): string {
    const sameYear = day.slice(0, 4) === today.slice(0, 4);
    return this.#date(day, {
      weekday: 'short',
      day: 'numeric',
      month: 'long',
      ...(sameYear ? {} : { year: 'numeric' }),
    });
  }

  dayOfMonth(day: Day): string {
    return this.#date(day, { day: 'numeric', month: 'long' });
  }

  shortDay(day: Day): string {
    return this.#date(day, { day: 'numeric', month: 'short' });
  }

  weekday(day: Day): string {
    return this.#date(day, { weekday: 'narrow' });
  }

  month(month: Month): string {
    return this.#date(`${month}-01`, { month: 'long', year: 'numeric' });
  }

  monthName(month: Month): string {
    return this.#date(`${month}-01`, { month: 'long' });
  }

  /** An instant (ms since the epoch) as a day and time of this device's zone. */
  instant(ms: number): string {
    return new Intl.DateTimeFormat(this.#language, { dateStyle: 'medium', timeStyle: 'short' }).format(ms);
  }

  /** "yesterday", "today" in the app's language, or null for any other day. */
  relativeDay(day: Day, today: Day): string | null {
    const offset = day === today ? 0 : day === addDays(today, -1) ? -1 : day === addDays(today, 1) ? 1 : null;
    if (offset === null) return null;
    this.#relativeDays ??= new Intl.RelativeTimeFormat(this.#language, { numeric: 'auto' });
    const word = this.#relativeDays.format(offset, 'day');
    return word.charAt(0).toLocaleUpperCase(this.#language) + word.slice(1);
  }

  currencyName(currency: string): string {
    this.#currencyNames ??= new Intl.DisplayNames(this.#language, { type: 'currency' });
    try {
      return this.#currencyNames.of(currency) ?? currency;
    } catch {
      return currency; // A code that is well-formed but unknown to this browser has no name to show.
    }
  }

  count(value: number): string {
    return new Intl.NumberFormat(this.#numberLocale).format(value);
  }

  /** "7 minutes", "3 hours", "12 days": as exact as it is useful. */
  minutes(minutes: number): string {
    const [value, unit] =
      minutes < 120 ? [minutes, 'minute'] : minutes < 2880 ? [minutes / 60, 'hour'] : [minutes / 1440, 'day'];
    return new Intl.NumberFormat(this.#language, {
      style: 'unit',
      unit,
      unitDisplay: 'long',
      maximumFractionDigits: 0,
    }).format(value);
  }

  bytes(bytes: number): string {
    const isLarge = bytes >= 1e8;
    return new Intl.NumberFormat(this.#numberLocale, {
      style: 'unit',
      unit: isLarge ? 'gigabyte' : 'megabyte',
      maximumFractionDigits: 1,
    }).format(bytes / (isLarge ? 1e9 : 1e6));
  }

  #currencyFormat(currency: string): Intl.NumberFormat {
    const known = this.#currencyFormats.get(currency);
    if (known) return known;
    const digits = minorUnitExponent(currency);
    const format = new Intl.NumberFormat(this.#numberLocale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    this.#currencyFormats.set(currency, format);
    return format;
  }

  /** Days are calendar days without a zone, so they are formatted as if they began in UTC. */
  #date(day: Day, options: Intl.DateTimeFormatOptions): string {
    const key = JSON.stringify(options);
    let format = this.#dateFormats.get(key);
    if (!format) {
      format = new Intl.DateTimeFormat(this.#language, { ...options, timeZone: 'UTC' });
      this.#dateFormats.set(key, format);
    }
    return format.format(Date.parse(`${day}T00:00:00Z`));
  }
}

function amountPartKind(type: Intl.NumberFormatPartTypes): AmountPart['kind'] {
  if (type === 'integer' || type === 'group') return 'major';
  if (type === 'decimal' || type === 'fraction') return 'minor';
  return 'mark';
}
