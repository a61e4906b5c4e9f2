import type { Day } from '../calendar/day.ts';
import { isDay } from '../calendar/day.ts';
import { MAX_AMOUNT_MINOR } from '../money/amount.ts';
import { isCurrencyCode } from '../money/currency.ts';
import type { Result } from '../money/result.ts';
import { utf8Length } from '../revisions/json-shape.ts';
import type { PersonalKind } from './personal-entry.ts';
import { isTag, MAX_TAGS, tagKey } from './tags.ts';

/** What a person enters about one record. The amount is in minor units. */
export interface PersonalFields {
  kind: PersonalKind;
  amountMinor: number;
  currency: string;
  day: Day;
  title: string;
  category: string;
  note: string;
  /** Left out: as they are, and none in a new record. */
  tags?: readonly string[];
}

/** Lengths in UTF-16 code units, as `maxlength` of an input counts them. */
export const MAX_TITLE_LENGTH = 200;
export const MAX_NOTE_LENGTH = 10_000;

/** Bytes of title, note and tags in JSON; leaves room in a record for 32 seen revisions, money and the rest. */
export const MAX_TEXT_BYTES = 30_800;

export const FIRST_DAY: Day = '1970-01-01';
export const LAST_DAY: Day = '2199-12-31';

export type FieldsRefusal =
  | { field: 'amount'; reason: 'not-an-integer' | 'zero' | 'negative' | 'too-large' }
  | { field: 'currency'; reason: 'not-a-currency' }
  | { field: 'day'; reason: 'not-a-day' | 'out-of-range' }
  | { field: 'category'; reason: 'not-a-category' }
  | { field: 'tags'; reason: 'not-a-tag'; found: string }
  | { field: 'tags'; reason: 'too-many'; limit: number; given: number }
  | { field: 'title' | 'note'; reason: 'too-long'; limit: number; given: number }
  /** Within the lengths, but thousands of control characters, which take six bytes each, do not fit a record. */
  | { field: 'note'; reason: 'too-heavy'; limitBytes: number; givenBytes: number };

/** Checks what was entered; a refusal lists every field at fault. Kind is the caller's own choice. [L2] */
export function validateFields(fields: PersonalFields): Result<PersonalFields, FieldsRefusal[]> {
  const refusals: FieldsRefusal[] = [];
  const amount = amountFault(fields.amountMinor);
  if (amount) refusals.push({ field: 'amount', reason: amount });
  if (!isCurrencyCode(fields.currency)) refusals.push({ field: 'currency', reason: 'not-a-currency' });
  if (!isDay(fields.day)) refusals.push({ field: 'day', reason: 'not-a-day' });
  else if (fields.day < FIRST_DAY || fields.day > LAST_DAY)
    refusals.push({ field: 'day', reason: 'out-of-range' });
  if (!/^[a-z0-9_-]{0,60}$/i.test(fields.category))
    refusals.push({ field: 'category', reason: 'not-a-category' });
  refusals.push(...tagFaults(fields.tags ?? []), ...textFaults(fields));
  return refusals.length > 0 ? { ok: false, refusal: refusals } : { ok: true, value: fields };
}

function amountFault(amountMinor: number): 'not-an-integer' | 'zero' | 'negative' | 'too-large' | null {
  if (amountMinor > MAX_AMOUNT_MINOR) return 'too-large';
  if (!Number.isSafeInteger(amountMinor)) return 'not-an-integer';
  return amountMinor > 0 ? null : amountMinor === 0 ? 'zero' : 'negative';
}

function tagFaults(tags: readonly string[]): FieldsRefusal[] {
  const found = tags.find((tag) => !isTag(tag));
  if (found !== undefined) return [{ field: 'tags', reason: 'not-a-tag', found }];
  const given = new Set(tags.map(tagKey)).size;
  return given > MAX_TAGS ? [{ field: 'tags', reason: 'too-many', limit: MAX_TAGS, given }] : [];
}

function textFaults({ title, note, tags = [] }: PersonalFields): FieldsRefusal[] {
  const faults: FieldsRefusal[] = [];
  if (title.length > MAX_TITLE_LENGTH) {
    faults.push({ field: 'title', reason: 'too-long', limit: MAX_TITLE_LENGTH, given: title.length });
  }
  if (note.length > MAX_NOTE_LENGTH) {
    faults.push({ field: 'note', reason: 'too-long', limit: MAX_NOTE_LENGTH, given: note.length });
  }
  const givenBytes = utf8Length(JSON.stringify([title, note, ...tags, ...tags.map(tagKey)]));
  if (faults.length === 0 && givenBytes > MAX_TEXT_BYTES) {
    faults.push({ field: 'note', reason: 'too-heavy', limitBytes: MAX_TEXT_BYTES, givenBytes });
  }
  return faults;
}
