import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { ClassComment, ClassEntry } from '@tallybook/shared/class-doc/records';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { cutChunks, itemOf, orderKey, type ChunkItem } from '$lib/ledger/list-chunk.ts';
import type { ClassSearchChunk, ClassSearchRow } from '$lib/platform/schema.ts';

interface Line {
  readonly item: ChunkItem;
  readonly title: string;
  /** Canonical ids, by code unit. */
  readonly people: readonly string[];
}

/** As many lines as a chunk holds without being cut. */
const CHUNK_LENGTH = 1_000;

/** What the search over everything reads of a class: each entry that is not deleted, once per currency. [L41] */
export function makeSearchRow(ledger: ClassLedger): Pick<ClassSearchRow, 'chunks' | 'people'> {
  const entries = Array.from(ledger.entries()).filter(({ deleted }) => !deleted);
  const commentsOn = textsByEntry(ledger.comments());
  const keyById = new Map(entries.map((entry) => [entry.id, orderKey(entry)]));
  const keyOf = ({ id }: ClassEntry): string => keyById.get(id) ?? '';
  const lines = entries
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .flatMap((entry) => linesOf(entry, commentsOn.get(entry.id) ?? [], (id) => ledger.identity(id)));
  const chunks: ClassSearchChunk[] = [];
  for (let at = 0; at < lines.length; at += CHUNK_LENGTH)
    chunks.push(toChunk(lines.slice(at, at + CHUNK_LENGTH)));
  const people = Array.from(ledger.members().values()).flatMap(({ canonicalId, name }) =>
    name === null ? [] : [{ id: canonicalId, name }],
  );
  return { chunks, people };
}

function textsByEntry(comments: readonly ClassComment[]): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, string[]>();
  for (const { on, text, deleted } of comments) {
    if (deleted) continue;
    const known = texts.get(on);
    if (known) known.push(text);
    else texts.set(on, [text]);
  }
  return texts;
}

function linesOf(entry: ClassEntry, comments: readonly string[], identity: (id: string) => string): Line[] {
  const parts = entry.legs.flatMap(({ pay, owe }) => [...pay, ...owe]);
  const people = [...new Set(parts.map(([id]) => identity(id)))].sort();
  // Entries whose money cannot be read are still found by their words.
  const legs = entry.legs.length > 0 ? entry.legs : [{ amt: NaN, cur: '' }];
  return legs.map(({ amt, cur }) => {
    const kind = entry.kind === 'expense' || entry.kind === 'income' ? entry.kind : 'payment';
    const item = itemOf({
      ...asPersonal(entry, comments),
      amountMinor: Number.isNaN(amt) ? 0 : amt,
      currency: cur,
    });
    const label = `${kind} ${cur} ${entry.category}`;
    return { item: { ...item, label, amountMinor: amt }, title: entry.title.replace(/\s+/g, ' '), people };
  });
}

/**
 * In the shape that lists read; its kind stands in the label alone, since payments are no kind of a ledger, and what was
 * said about it with its note.
 */
function asPersonal(entry: ClassEntry, comments: readonly string[]): PersonalEntry {
  const { id, day, title, category, note, tags, createdAt, changedAt, heads } = entry;
  return {
    id,
    day,
    title,
    category,
    note: [note, ...comments].join(' '),
    tags,
    createdAt,
    changedAt,
    heads,
    kind: 'expense',
    amountMinor: 0,
    currency: '',
    deleted: false,
    deletedAt: null,
    editedWhileDeleted: entry.editedWhileDeleted,
    unreadable: entry.unreadable,
  };
}

function toChunk(lines: readonly Line[]): ClassSearchChunk {
  const [row] = cutChunks(
    '',
    lines.map(({ item }) => item),
  );
  if (!row) throw new Error('A chunk of no lines');
  const setByKey = new Map<string, number>();
  const sets: (readonly string[])[] = [];
  const setAt = Uint32Array.from(lines, ({ people }) => {
    const key = people.join(' ');
    const known = setByKey.get(key);
    if (known !== undefined) return known;
    setByKey.set(key, sets.length);
    return sets.push(people) - 1;
  });
  return { row, titles: lines.map(({ title }) => title).join('\n'), sets, setAt };
}
