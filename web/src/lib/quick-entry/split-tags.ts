import { toTag } from '@tallybook/shared/personal/tags';

/** The tags in a text that was typed or pasted, and what of it cannot be one, as it was written. */
export function splitTags(text: string): { readonly tags: readonly string[]; readonly rest: string } {
  const tags: string[] = [];
  const rest: string[] = [];
  for (const piece of text.split(/[\s,،、，]+/u).filter(Boolean)) {
    const tag = toTag(piece);
    if (tag === null) rest.push(piece);
    else tags.push(tag);
  }
  return { tags, rest: rest.join(' ') };
}
