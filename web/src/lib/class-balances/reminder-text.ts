import type { ClassBalancesMessages } from '$lib/locale/class-balances-messages-en.ts';

export interface OpenDebt {
  readonly amountMinor: bigint;
  readonly currency: string;
}

export interface Reminder {
  /** Who owes; '' or null where the name is not known. */
  readonly debtor: string | null;
  readonly payee: string | null;
  readonly className: string;
  readonly debts: readonly OpenDebt[];
  /** How the payee wants to be paid, in their words; '' when they have not said. */
  readonly howToPay: string;
  readonly link: string;
}

interface Wording {
  readonly texts: ClassBalancesMessages['reminder'];
  readonly amount: (minor: bigint, currency: string) => string;
}

const MAX_NAME = 60;
const MAX_HOW_TO_PAY = 200;
const MAX_DEBTS = 6;

/** A message that reads on one screen of a phone whatever the names are; only what is open is named. */
export function reminderText(reminder: Reminder, { texts, amount }: Wording): string {
  const open = reminder.debts.filter(({ amountMinor }) => amountMinor > 0n);
  const named = open.slice(0, MAX_DEBTS).map((debt) => amount(debt.amountMinor, debt.currency));
  if (open.length > MAX_DEBTS) named.push(texts.more(String(open.length - MAX_DEBTS)));
  const last = named.pop() ?? '';
  const amounts = named.length > 0 ? `${named.join(', ')}${texts.and}${last}` : last;
  const owes = texts.owes(nameIn(reminder.className, texts.class), nameIn(reminder.payee, texts.me), amounts);
  const howToPay = oneLine(reminder.howToPay, MAX_HOW_TO_PAY);
  return [
    `${texts.greeting(nameIn(reminder.debtor, texts.someone))} ${owes}`,
    ...(howToPay === '' ? [] : [isolated(howToPay)]),
    reminder.link,
  ].join('\n');
}

function nameIn(name: string | null, otherwise: string): string {
  const shown = oneLine(name ?? '', MAX_NAME);
  return shown === '' ? otherwise : isolated(shown);
}

/** FIRST STRONG ISOLATE: a name in Arabic or Hebrew does not turn the words and figures around it. */
function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

/** Without line breaks and direction marks, which would reach beyond it, and cut between whole characters. */
function oneLine(text: string, most: number): string {
  const line = text
    .replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line;
}
