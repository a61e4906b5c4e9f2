import { sortTags, toTag } from '@tallybook/shared/personal/tags';

/** Tags typed one after the other; `bad` is the first that cannot be one. */
export function readTags(typed: string): { readonly tags: readonly string[]; readonly bad?: string } {
  const words = typed.split(/[\s,،、，]+/u).filter(Boolean);
  const bad = words.find((word) => toTag(word) === null);
  const tags = sortTags(words.map(toTag).filter((tag) => tag !== null));
  return bad === undefined ? { tags } : { tags, bad };
}
