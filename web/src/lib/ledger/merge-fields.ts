import type { PersonalFields } from '@tallybook/shared/personal/personal-commands';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { mergeTags, tagKey } from '@tallybook/shared/personal/tags';

/** `entry` as one that differs from `fields` in every group and tag, so that an edit sets them all. */
export function unlike(entry: PersonalEntry, fields: PersonalFields): PersonalEntry {
  const [title, category, note] = [`${fields.title}?`, `${fields.category}?`, `${fields.note}?`];
  const wanted = new Set(fields.tags?.map(tagKey));
  const tags = entry.tags.filter((tag) => !wanted.has(tagKey(tag)));
  return { ...entry, unreadable: true, day: '', title, category, note, tags };
}

/** The fields that the form changed since `seen`, and the others as they are now. */
export function mergeFields(seen: PersonalFields, form: PersonalFields, now: PersonalEntry): PersonalFields {
  const isSameMoney = form.amountMinor === seen.amountMinor && form.currency === seen.currency;
  const money = isSameMoney && !now.unreadable ? now : form;
  return {
    kind: form.kind,
    // An amount means nothing without its currency.
    amountMinor: money.amountMinor,
    currency: money.currency,
    day: form.day === seen.day ? now.day : form.day,
    title: form.title === seen.title ? now.title : form.title,
    category: form.category === seen.category ? now.category : form.category,
    note: form.note === seen.note ? now.note : form.note,
    ...(form.tags && { tags: mergeTags(seen.tags ?? [], form.tags, now.tags) }),
  };
}
