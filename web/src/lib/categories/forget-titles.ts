import { foldText } from '@tallybook/shared/personal/fold-text';
import { EVERY_TITLE, type TitleSuggestion } from '@tallybook/shared/personal/suggest-category';

type Forgotten = Readonly<Record<string, unknown>>;

/** Forgets one title, also what a device taught whose clock is ahead. */
export function forgetTitle(
  before: Forgotten,
  { title, changedAt }: TitleSuggestion,
  now: number,
): Forgotten {
  return { ...before, [title]: Math.max(now, changedAt) };
}

export function forgetEverything(
  before: Forgotten,
  learnt: readonly TitleSuggestion[],
  now: number,
): Forgotten {
  const until = learnt.reduce((latest, { changedAt }) => Math.max(latest, changedAt), now);
  // What was forgotten title by title is among it.
  const later = Object.entries(before).filter(([, moment]) => typeof moment === 'number' && moment > until);
  return Object.fromEntries([...later, [EVERY_TITLE, until]]);
}

/** As it was in `before`, with what was forgotten since in another way. */
export function undoForgetting(now: Forgotten, before: Forgotten, done: Forgotten): Forgotten {
  const since = Object.entries(now).filter(([title, moment]) => done[title] !== moment);
  return Object.fromEntries([...Object.entries(before), ...since]);
}

/** Those whose title, or the name of the category that they suggest, has what was typed in it. */
export function searchLearnt(
  learnt: readonly TitleSuggestion[],
  typed: string,
  nameOf: (categoryId: string) => string,
): readonly TitleSuggestion[] {
  const wanted = foldText(typed);
  if (wanted === '') return learnt;
  const names = new Map<string, string>();
  return learnt.filter(({ title, category }) => {
    let name = names.get(category);
    if (name === undefined) names.set(category, (name = foldText(nameOf(category))));
    return title.includes(wanted) || name.includes(wanted);
  });
}
