import { currencyCodes } from './currency.ts';

const dollars =
  'USD AUD CAD NZD HKD SGD TWD MXN ARS CLP COP UYU BBD BMD BND BSD BZD DOP FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD';

/** Signs that documents and price tags use, with the currencies that they may mean. */
const marks =
  `$:${dollars};US$:USD;A$:AUD;AU$:AUD;C$:CAD NIO;CA$:CAD;NZ$:NZD;HK$:HKD;S$:SGD;NT$:TWD;MX$:MXN;R$:BRL;` +
  '€:EUR;£:GBP EGP FKP GIP LBP SDG SHP SSP SYP;¥:JPY CNY;JP¥:JPY;CN¥:CNY;₹:INR;₩:KRW KPW;₽:RUB;₺:TRY;₴:UAH;' +
  '₫:VND;₪:ILS;₱:PHP CUP;₦:NGN;₵:GHS;₲:PYG;₡:CRC;₸:KZT;₮:MNT;₾:GEL;₭:LAK;៛:KHR;฿:THB;৳:BDT;₼:AZN;֏:AMD;؋:AFN;' +
  '﷼:IRR OMR QAR SAR YER;₨:INR PKR LKR NPR MUR SCR;RS:INR PKR LKR NPR MUR SCR;KR:SEK NOK DKK ISK;KČ:CZK;' +
  'ZŁ:PLN;FR:CHF;SFR:CHF;FT:HUF;LEI:RON MDL;RM:MYR;RP:IDR;R:ZAR;TL:TRY;CFA:XAF XOF;FCFA:XAF XOF';

/**
 * Whether a currency sign or code beside an amount, in any case, means this currency, another one, or nothing that
 * is known. '$' means each of the dollars and pesos that are written so. [M7]
 */
export function readCurrencyMark(mark: string, currency: string): 'own' | 'other' | 'unknown' {
  const upper = mark.toUpperCase();
  if (upper === currency) return 'own';
  const entry = marks.split(';').find((line) => line.startsWith(`${upper}:`));
  if (entry) return entry.slice(upper.length + 1).includes(currency) ? 'own' : 'other';
  return currencyCodes.includes(upper) ? 'other' : 'unknown';
}
