import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import { addDays, utcDayOf, type Day } from '@tallybook/shared/calendar/day';
import type { LiveClass } from '$lib/live-class/live-class.svelte.ts';
import type { ClassHistoryMessages } from '$lib/locale/class-history-messages-en.ts';
import type { Locale } from '$lib/locale/context.ts';

/** What sentences about a class need. */
export interface Wording {
  readonly live: Pick<LiveClass, 'member' | 'recoveredBy'>;
  readonly locale: Locale;
  readonly texts: ClassHistoryMessages;
  readonly today: Day;
}

/** Between values of scripts that run the other way the words around them would change places. */
export function isolated(value: string): string {
  return `\u2068${value}\u2069`;
}

export function nameOf(memberId: string, { live, texts }: Wording): string {
  const { name, isMe } = live.member(memberId);
  return isolated(name ?? (isMe ? texts.you : texts.unnamedMember));
}

/** Who did something; a member that this device has not heard of yet is somebody new. */
export function actor(memberId: string, { live, texts }: Wording): string {
  const { name, isMe } = live.member(memberId);
  return isMe ? texts.you : isolated(name ?? texts.someone);
}

/** Whose device brought a record back after a restore of the server; null for nearly all. */
export function recoveredText(recordId: string, { live, texts }: Wording): string | null {
  const memberId = live.recoveredBy(recordId);
  if (memberId === undefined) return null;
  const { name, isMe } = live.member(memberId);
  return isMe ? texts.recoveredHere : texts.recovered(isolated(name ?? texts.someone));
}

/** What an entry is called in a sentence. */
export function entryName(entry: ClassEntry | undefined, wording: Wording, title = entry?.title): string {
  const { texts, locale } = wording;
  if (title !== undefined && title !== '') return isolated(title);
  const [leg] = entry?.legs ?? [];
  if (entry?.kind === 'settlement' && leg) {
    const [from] = leg.pay[0] ?? [];
    const [to] = leg.owe[0] ?? [];
    if (from !== undefined && to !== undefined)
      return texts.payment(nameOf(from, wording), nameOf(to, wording));
  }
  if (entry?.kind === 'conversion') return texts.conversion;
  return locale.messages.categories[entry?.category ?? ''] ?? texts.untitled;
}

/** The last instant that a date can hold, in ms: a record may name any. */
const LAST_INSTANT_MS = 8.64e15;
/** A clock that is a little ahead is nothing to tell of. */
const AHEAD_MS = 10 * 60_000;
/** Before anybody can have written with this app. */
const FIRST_MS = Date.UTC(2020, 0, 1);

/** What is wrong with the clock that wrote a time, if anything can be told. */
export function clockFault(t: number, nowMs: number): 'ahead' | 'behind' | null {
  if (t > nowMs + AHEAD_MS) return 'ahead';
  return t < FIRST_MS ? 'behind' : null;
}

export function whenText(t: number, { locale, texts }: Wording): string {
  return t <= LAST_INSTANT_MS ? locale.formats.instant(t) : texts.wrongTime;
}

/** The time of day in this device's zone, under a heading that names the day. */
export function timeText(t: number, wording: Wording): string {
  if (t > LAST_INSTANT_MS) return wording.texts.wrongTime;
  return new Intl.DateTimeFormat(wording.locale.language, { timeStyle: 'short' }).format(t);
}

/** A time in the past as one says it: "3:15 PM" of today, "Tuesday" of the last days, else the day. */
export function sinceText(t: number, wording: Wording): string {
  const { locale, today } = wording;
  const day = utcDayOf(t - new Date(t).getTimezoneOffset() * 60_000);
  if (day === today) return timeText(t, wording);
  if (day < today && day > addDays(today, -7))
    return new Intl.DateTimeFormat(locale.language, { weekday: 'long' }).format(t);
  return locale.formats.day(day, today);
}
