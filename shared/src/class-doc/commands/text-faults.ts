import type { Day } from '../../calendar/day.ts';
import { isDay } from '../../calendar/day.ts';
import { FIRST_DAY, LAST_DAY, MAX_NOTE_LENGTH, MAX_TITLE_LENGTH } from '../../personal/personal-fields.ts';
import type { FieldFault, TextField } from './command-refusal.ts';

/** Lengths in UTF-16 code units, as `maxlength` of an input counts them. */
export const MAX_NAME_LENGTH = 60;
export const MAX_COMMENT_LENGTH = 2000;
export const MAX_TAG_LENGTH = 40;
export const MAX_TAGS = 20;
/** Of the line that says how a member wants to be paid. [D36] */
export const MAX_PAY_LENGTH = 200;
const MAX_LOOK_LENGTH = 60;

const limits: Readonly<Record<TextField, number>> = {
  title: MAX_TITLE_LENGTH,
  note: MAX_NOTE_LENGTH,
  name: MAX_NAME_LENGTH,
  text: MAX_COMMENT_LENGTH,
  look: MAX_LOOK_LENGTH,
  pay: MAX_PAY_LENGTH,
};

/** That a text is longer than its field takes. [D22] */
export function textFaults(field: TextField, text: string): FieldFault[] {
  const limit = limits[field];
  return text.length > limit ? [{ field, reason: 'too-long', limit, given: text.length }] : [];
}

/** A name, given without spaces around it, is one line with at least one visible sign. [D22] */
export function nameFaults(name: string): FieldFault[] {
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name)) return [{ field: 'name', reason: 'not-a-name' }];
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(name)) return [{ field: 'name', reason: 'empty' }];
  return textFaults('name', name);
}

export function dayFaults(day: Day): FieldFault[] {
  if (!isDay(day)) return [{ field: 'day', reason: 'not-a-day' }];
  if (day >= FIRST_DAY && day <= LAST_DAY) return [];
  return [{ field: 'day', reason: 'out-of-range', first: FIRST_DAY, last: LAST_DAY }];
}

export function categoryFaults(category: string): FieldFault[] {
  return /^[a-z0-9_-]{0,60}$/i.test(category) ? [] : [{ field: 'category', reason: 'not-a-category' }];
}

export function tagFaults(tags: readonly string[]): FieldFault[] {
  if (tags.length > MAX_TAGS) {
    return [{ field: 'tags', reason: 'too-many', limit: MAX_TAGS, given: tags.length }];
  }
  const found = tags.find(
    (tag, i) => tag.trim() === '' || tag.length > MAX_TAG_LENGTH || tags.indexOf(tag) !== i,
  );
  return found === undefined ? [] : [{ field: 'tags', reason: 'not-a-tag', found }];
}
