import { currencyCodes } from './currency.ts';

const dollars =
  'USD AUD CAD NZD HKD SGD TWD MXN ARS CLP COP CUP UYU BBD BMD BND BSD BZD DOP FJD GYD JMD KYD LRD MOP NAD SBD SRD TTD ' +
  'TOP XCD';

/** Signs that documents and price tags use, without dots, with the currencies that they may mean. */
const marks =
  `$:${dollars};A$:AUD;C$:CAD NIO;S$:SGD;NT$:TWD;R$:BRL;RD$:DOP;EC$:XCD;US:USD;CA:CAD;` +
  '€:EUR;£:GBP EGP FKP GIP LBP SDG SHP SSP SYP;¥:JPY CNY;₹:INR;₩:KRW KPW;₽:RUB;₺:TRY;₴:UAH;' +
  '₫:VND;₪:ILS;₱:PHP CUP;₦:NGN;₵:GHS;₲:PYG;₡:CRC;₸:KZT;₮:MNT;₾:GEL;₭:LAK;៛:KHR;฿:THB;৳:BDT;₼:AZN;֏:AMD;؋:AFN;⃀:KGS;' +
  '﷼:IRR OMR QAR SAR YER;₨:INR PKR LKR NPR MUR SCR;RS:INR PKR LKR NPR MUR SCR;KR:SEK NOK DKK ISK;KČ:CZK;' +
  'ZŁ:PLN;ZL:PLN;FR:CHF;SFR:CHF;FT:HUF;LEI:RON MDL;RM:MYR;RP:IDR;R:ZAR;TL:TRY;CFA:XAF XOF;FCFA:XAF XOF;' +
  'F:XAF XOF XPF GNF DJF KMF RWF BIF CDF;CFPF:XPF;FG:GNF;FC:CDF KMF;CF:KMF;RF:RWF;L:HNL RON;K:MMK PGK ZMW;ZK:ZMW;' +
  'KZ:AOA;KM:BAM;BS:BOB VES VED;P:BWP;Q:GTQ;AR:MGA;DB:STN;CG:XCG;GS:PYG;S/:PEN;B/:PAB;KSH:KES;TSH:TZS;USH:UGX;' +
  'Р:RUB BYN;РУБ:RUB BYN;BR:BYN ETB;ብር:ETB;ЛВ:BGN;TK:BDT;NIS:ILS;SOʻM:UZS;रू:NPR;EURO:EUR;EUROS:EUR;' +
  '円:JPY;元:CNY TWD HKD MOP;원:KRW;ریال:IRR;دإ:AED;دب:BHD;دج:DZD;جم:EGP;دع:IQD;رإ:IRR;دأ:JOD;دك:KWD;لل:LBP;دل:LYD;' +
  'دم:MAD;أم:MRU;رع:OMR;رق:QAR;رس:SAR;جس:SDG;لس:SYP;دت:TND;ري:YER';

/** The currencies that a sign or abbreviation may mean, the likeliest first; codes are none. */
export function currenciesOfMark(mark: string): readonly string[] {
  return meaningsOf(mark.replaceAll('.', '').toUpperCase())?.split(' ') ?? [];
}

/** The currencies of a mark in capitals, or undefined when it is not known. */
const meaningsOf = (mark: string) =>
  marks
    .split(';')
    .find((line) => line.startsWith(`${mark}:`))
    ?.slice(mark.length + 1);

/**
 * Whether a currency sign or code beside an amount, in any case, means this currency, another one, or nothing that
 * is known. '$' means each of the dollars and pesos that are written so, 'AR$' the one whose code begins so. [M7]
 */
export function readCurrencyMark(mark: string, currency: string): 'own' | 'other' | 'unknown' {
  const upper = mark.replaceAll('.', '').toUpperCase();
  if (upper === currency) return 'own';
  const meanings = meaningsOf(upper);
  if (meanings) return meanings.includes(currency) ? 'own' : 'other';
  const [letters = '', sign] = upper.split(/(\p{Sc})$/u);
  const signMeanings = sign && meaningsOf(sign);
  if (signMeanings) return signMeanings.includes(currency) && currency.startsWith(letters) ? 'own' : 'other';
  return currencyCodes.includes(upper) ? 'other' : 'unknown';
}
