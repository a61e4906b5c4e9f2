import type { FoldedEntity } from '../revisions/fold.ts';
import { foldText } from './fold-text.ts';

/** Length in UTF-16 code units, without the '#'. */
export const MAX_TAG_LENGTH = 40;
export const MAX_TAGS = 20;

/** Invisible marks that set the direction of text; joiners are letters to those who write with them. */
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

const NO_TAGS: readonly string[] = [];

/** What makes two tags the same: case and diacritics do not tell them apart. [L12] */
export function tagKey(tag: string): string {
  return foldText(tag);
}

/** What was typed as a tag in the form in which it is stored, or null when it cannot be one. [L13] */
export function toTag(typed: string): string | null {
  const bare = typed.normalize('NFC').replace(directionMarks, '').trim();
  const tag = bare
    .replace(/^[#＃]/, '')
    .trim()
    .replace(/\s+/g, '-');
  return isTag(tag) ? tag : null;
}

/** Whether a text is a tag as it is stored: no spaces, no controls, none of `# , "`, and something to be found by. [L13] */
export function isTag(text: string): boolean {
  if (text.length > MAX_TAG_LENGTH || !/^[^\s\p{Cc}#＃,"]+$/u.test(text)) return false;
  return text.search(directionMarks) === -1 && tagKey(text) !== '';
}

/** Tags without repetitions, the first spelling of each, by code unit. */
export function sortTags(tags: readonly string[]): readonly string[] {
  return tags.length === 0 ? NO_TAGS : Array.from(byKey(tags).values()).sort();
}

/**
 * The tags of a record: those that it was created with, in the group `tags`, and over them one group for each that was
 * ever added or removed. Each of those merges by itself, so that two devices can tag one record at a time. [L12]
 */
export function tagsOfEntity({ groups }: FoldedEntity): readonly string[] {
  const created = groups.get('tags')?.value;
  const tags = byKey(Array.isArray(created) ? created.filter(isStoredTag) : NO_TAGS);
  for (const [group, { value }] of groups) {
    if (!group.startsWith('tag:')) continue;
    const key = group.slice(4);
    if (isStoredTag(value) && tagKey(value) === key) tags.set(key, value);
    else if (value === 0) tags.delete(key);
  }
  return tags.size === 0 ? NO_TAGS : Array.from(tags.values()).sort();
}

/** The groups that turn one set of tags into another: per tag its spelling, or 0 for one that goes. [L12] */
export function tagChanges(before: readonly string[], after: readonly string[]): Record<string, unknown> {
  const groups: Record<string, unknown> = {};
  const [was, is] = [byKey(before), byKey(after)];
  for (const key of was.keys()) if (!is.has(key)) groups[`tag:${key}`] = 0;
  for (const [key, tag] of is) if (was.get(key) !== tag) groups[`tag:${key}`] = tag;
  return groups;
}

/** What a form that began with `seen` makes of the tags as they are `now`: its additions and removals, no more. [L12] */
export function mergeTags(
  seen: readonly string[],
  form: readonly string[],
  now: readonly string[],
): readonly string[] {
  const merged = byKey(now);
  for (const [group, tag] of Object.entries(tagChanges(seen, form))) {
    if (typeof tag === 'string') merged.set(group.slice(4), tag);
    else merged.delete(group.slice(4));
  }
  return Array.from(merged.values()).sort();
}

function byKey(tags: readonly string[]): Map<string, string> {
  const tagByKey = new Map<string, string>();
  for (const tag of tags) {
    const key = tagKey(tag);
    if (!tagByKey.has(key)) tagByKey.set(key, tag);
  }
  return tagByKey;
}

function isStoredTag(value: unknown): value is string {
  return typeof value === 'string' && isTag(value);
}
