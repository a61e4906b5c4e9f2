import { currencyForRegion } from '@tallybook/shared/money/currency';

/**
 * The app speaks `language`; numbers follow the device, so that a person who reads English on a German phone
 * still types and sees `1.234,56`.
 */
export function detectLocale(preferred: readonly string[]): { language: string; numberLocale: string } {
  const usable = preferred.filter(isWellFormed);
  return {
    language: usable.find((tag) => tag === 'en' || tag.startsWith('en-')) ?? 'en',
    numberLocale: usable[0] ?? 'en',
  };
}

/** A first guess at the currency, used until one has been saved. */
export function guessCurrency(preferred: readonly string[]): string {
  for (const tag of preferred) {
    const currency = regionCurrency(tag);
    if (currency) return currency;
  }
  return 'EUR';
}

function regionCurrency(tag: string): string | null {
  try {
    const locale = new Intl.Locale(tag);
    const region = locale.region ?? locale.maximize().region;
    return region ? currencyForRegion(region) : null;
  } catch {
    return null; // Browsers may report tags that are not well-formed; the next one may be.
  }
}

/** `Intl` throws for other tags, and a page without figures is worse than one in English. */
function isWellFormed(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
