/** Minor-unit digits that differ from two, from ISO 4217. Frozen: `Intl` disagrees between engines (HUF, IDR, ...). */
const exponents = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
} as const;

/** How many decimals a currency has: 2 also for codes that nobody knows yet, so that every replica agrees. */
export function minorUnitExponent(currency: string): 0 | 2 | 3 | 4 {
  // Without this, a text such as 'JPY KMF' or ' ' would be found in the lists.
  if (!isCurrencyCode(currency)) return 2;
  if (exponents[0].includes(currency)) return 0;
  if (exponents[3].includes(currency)) return 3;
  return exponents[4].includes(currency) ? 4 : 2;
}

/** Whether a text has the form of an ISO 4217 code; codes of the future pass. */
export function isCurrencyCode(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}

/** Active ISO 4217 currencies that people pay with, in alphabetical order; no metals, funds or test codes. */
export const currencyCodes: readonly string[] = /* @__PURE__ */ (
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD ' +
  'CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP ' +
  'GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD ' +
  'KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN ' +
  'NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP ' +
  'SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES ' +
  'VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG'
).split(' ');

/** Regions whose currency does not begin with their own code, or that would find an older one. */
const borrowed =
  'EUR:AD AT AX BE BG BL CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL PM PT RE SI SK SM VA XK YT,' +
  'USD:AS BQ EC FM GU IO MH MP PR PW SV TC TL UM US VG VI,XCG:CW SX,' +
  'XOF:BF BJ CI GW ML NE SN TG,XAF:CF CG CM GA GQ TD,XPF:NC PF WF,XCD:AG AI DM GD KN LC MS VC,' +
  'CHF:CH LI,GBP:GB GG IM JE,NOK:NO SJ,DKK:DK FO GL,AUD:AU CC CX KI NF NR TV,NZD:NZ CK NU PN TK,MAD:MA EH,ILS:IL PS';

/** The currency people use in an ISO 3166 region such as 'CH', or null when nobody can say from the code. */
export function currencyForRegion(region: string): string | null {
  if (!/^[A-Z]{2}$/.test(region)) return null;
  for (const entry of borrowed.split(',')) {
    if (entry.slice(4).split(' ').includes(region)) return entry.slice(0, 3);
  }
  // ISO 4217 codes begin with the region's own code; where two are in use the last is the current one.
  return currencyCodes.findLast((code) => code.startsWith(region)) ?? null;
}
