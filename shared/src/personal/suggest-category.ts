import { ownProperty } from '../revisions/json-shape.ts';
import type { Flow } from './categories.ts';
import type { PersonalEntry, PersonalKind } from './personal-entry.ts';
import { foldText } from './fold-text.ts';

/** How often a category was chosen, and when (ms) last. */
type Votes = Map<string, { count: number; lastAt: number }>;

/** What titles and words led to, per flow; keys begin with the flow. Opaque to callers. */
export interface CategoryMemory {
  readonly votesByTitle: ReadonlyMap<string, Votes>;
  readonly votesByWord: ReadonlyMap<string, Votes>;
}

export interface CategorySuggestion {
  category: string;
  from: 'history' | 'hint';
}

/** A folded title that was given a category. */
export interface LearntTitle {
  readonly title: string;
  readonly flow: Flow;
  readonly category: string;
  readonly changedAt: number;
}

/** In `forgotten`: an entry without a title teaches nothing anyway. */
export const EVERY_TITLE = '';

/** Learns from every entry that has a category and is not deleted; the order of the entries makes no difference. [L7] */
export function learnCategories(entries: Iterable<PersonalEntry>): CategoryMemory {
  const titles: LearntTitle[] = [];
  for (const { deleted, kind, title, category, changedAt } of entries) {
    if (!deleted) titles.push({ title: foldText(title), flow: flowOf(kind), category, changedAt });
  }
  return learnTitles(titles);
}

export function flowOf(kind: PersonalKind): Flow {
  return kind === 'income' ? 'in' : 'out';
}

/**
 * Learns from folded titles; each is taken apart once, however often it occurs. `forgotten`: folded titles that teach
 * nothing from entries that were last changed at or before the moment (ms) beside them, '' standing for every title;
 * other values are ignored. [L7]
 */
export function learnTitles(
  titles: Iterable<LearntTitle>,
  forgotten: Readonly<Record<string, unknown>> = {},
): CategoryMemory {
  const votesByTitle = new Map<string, Votes>();
  for (const { title, flow, category, changedAt } of titles) {
    if (changedAt <= momentOf(forgotten, title) || changedAt <= momentOf(forgotten, EVERY_TITLE)) continue;
    if (category !== '' && title !== '') vote(votesByTitle, `${flow} ${title}`, category, 1, changedAt);
  }
  const votesByWord = new Map<string, Votes>();
  for (const [key, votes] of votesByTitle) {
    const at = key.indexOf(' ');
    for (const word of wordsOf(key.slice(at + 1))) {
      for (const [category, { count, lastAt }] of votes)
        vote(votesByWord, `${key.slice(0, at)} ${word}`, category, count, lastAt);
    }
  }
  return { votesByTitle, votesByWord };
}

/**
 * The category for a description: what the same title had most often, the latest when votes tie; else what its words
 * had, each word counting the more the fewer categories it occurs with; else what a hint says about a word. [L7]
 */
export function suggestCategory(
  title: string,
  flow: Flow,
  memory: CategoryMemory,
  hints?: ReadonlyMap<string, string>,
): CategorySuggestion | null {
  const folded = foldText(title);
  if (folded === '') return null;
  const learnt =
    strongest(toScores(memory.votesByTitle.get(`${flow} ${folded}`))) ??
    byWords(wordsOf(folded), flow, memory);
  if (learnt !== null) return { category: learnt, from: 'history' };
  const hint =
    hints?.get(folded) ??
    [...wordsOf(folded)].map((word) => hints?.get(word)).find((found) => found !== undefined);
  return hint === undefined ? null : { category: hint, from: 'hint' };
}

/** `changedAt`: of the newest entry that taught it. */
export type TitleSuggestion = LearntTitle & { readonly count: number };

/** What each title suggests by itself: those with most entries first, then by title. [L7] */
export function suggestionsByTitle(memory: CategoryMemory): TitleSuggestion[] {
  return Array.from(memory.votesByTitle, ([key, votes]) => {
    const at = key.indexOf(' ');
    const count = [...votes.values()].reduce((sum, each) => sum + each.count, 0);
    const flow: Flow = key.slice(0, at) === 'in' ? 'in' : 'out';
    const changedAt = Math.max(...Array.from(votes.values(), (each) => each.lastAt));
    return { title: key.slice(at + 1), flow, category: strongest(toScores(votes)) ?? '', changedAt, count };
  }).sort((a, b) => b.count - a.count || (a.title < b.title ? -1 : 1));
}

function momentOf(forgotten: Readonly<Record<string, unknown>>, title: string): number {
  const moment = ownProperty(forgotten, title);
  return typeof moment === 'number' ? moment : -Infinity;
}

type Scores = Map<string, { score: number; lastAt: number }>;

function byWords(words: ReadonlySet<string>, flow: Flow, memory: CategoryMemory): string | null {
  const scores: Scores = new Map();
  for (const word of words) {
    const votes = memory.votesByWord.get(`${flow} ${word}`);
    if (!votes) continue;
    const total = [...votes.values()].reduce((sum, { count }) => sum + count, 0);
    for (const [category, { count, lastAt }] of votes) {
      const known = scores.get(category) ?? { score: 0, lastAt: 0 };
      // The share of the word's votes, divided once more by how many categories compete for it: "the" says little.
      known.score += count / total / votes.size;
      known.lastAt = Math.max(known.lastAt, lastAt);
      scores.set(category, known);
    }
  }
  return strongest(scores);
}

function toScores(votes: Votes | undefined): Scores {
  return new Map(
    [...(votes ?? [])].map(([category, { count, lastAt }]) => [category, { score: count, lastAt }]),
  );
}

/** The highest score; then the most recent; then the smallest id, so that the answer never depends on order. */
function strongest(scores: Scores): string | null {
  const ranked = [...scores].sort(
    ([idA, a], [idB, b]) => b.score - a.score || b.lastAt - a.lastAt || (idA < idB ? -1 : 1),
  );
  return ranked[0]?.[0] ?? null;
}

function vote(
  votesByKey: Map<string, Votes>,
  key: string,
  category: string,
  count: number,
  lastAt: number,
): void {
  const votes: Votes = votesByKey.get(key) ?? new Map<string, { count: number; lastAt: number }>();
  const known = votes.get(category) ?? { count: 0, lastAt: 0 };
  votes.set(category, { count: known.count + count, lastAt: Math.max(known.lastAt, lastAt) });
  votesByKey.set(key, votes);
}

/** Words of two letters and more; numbers say nothing about a category. */
function wordsOf(foldedTitle: string): ReadonlySet<string> {
  return new Set(foldedTitle.match(/\p{L}{2,}/gu));
}
