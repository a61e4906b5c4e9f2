import type { TypedWord } from './typed-words.ts';
import { foldWord } from './typed-words.ts';

/** Something that is chosen by its name: a class, a category, a person. */
export interface NamedChoice {
  id: string;
  name: string;
}

/** A name that was typed after a sign, over how many words, and what it means: several when its beginning is shared. */
export interface Mention {
  count: number;
  ids: readonly string[];
}

/**
 * The choices that the words from `at` on name, `lead` (such as '@') left out: a name in quotes, else the longest run
 * of words that is a name or begins one. A whole name comes before one that only begins so. [L20]
 */
export function readMention(
  line: string,
  words: readonly TypedWord[],
  at: number,
  lead: string,
  choices: readonly NamedChoice[],
  canTake: (word: number) => boolean = () => true,
): Mention | null {
  const first = words[at];
  if (!first?.text.startsWith(lead)) return null;
  const quoted = /^(?:"([^"]+)"|[“„«]([^“”»]+)[“”»])/u.exec(line.slice(first.start + lead.length));
  if (quoted) {
    const end = first.start + lead.length + quoted[0].length;
    const ids = idsNamed(foldWord(quoted[1] ?? quoted[2] ?? ''), choices);
    return ids.length === 0
      ? null
      : { count: words.filter((word, i) => i >= at && word.start < end).length, ids };
  }
  const longest = Math.max(0, ...choices.map(({ name }) => name.split(/\s+/).length));
  let run = foldWord(first.text.slice(lead.length));
  let found: Mention | null = null;
  for (let count = 1; count <= longest; count++) {
    if (count > 1) {
      const next = words[at + count - 1];
      if (!next || !canTake(at + count - 1)) break;
      run += ` ${next.folded}`;
    }
    const ids = idsNamed(run, choices);
    if (ids.length === 0) break;
    found = { count, ids };
  }
  return found;
}

function idsNamed(folded: string, choices: readonly NamedChoice[]): string[] {
  if (folded === '') return [];
  const whole = choices.filter(({ name }) => foldWord(name) === folded);
  const named = whole.length > 0 ? whole : choices.filter(({ name }) => foldWord(name).startsWith(folded));
  return named.map(({ id }) => id);
}
