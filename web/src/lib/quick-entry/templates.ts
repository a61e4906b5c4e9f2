import { isCurrencyCode } from '@tallybook/shared/money/currency';
import { foldText } from '@tallybook/shared/personal/fold-text';
import type { PersonalKind } from '@tallybook/shared/personal/personal-entry';

/** An expense that comes again; an empty amount is typed each time. */
export interface Template {
  readonly name: string;
  readonly kind: PersonalKind;
  readonly amount: string;
  readonly currency: string;
  readonly title: string;
  readonly category: string;
  readonly note: string;
  readonly tags: string;
}

const kinds: readonly PersonalKind[] = ['expense', 'income', 'refund'];
const texts = ['name', 'amount', 'currency', 'title', 'category', 'note', 'tags'] as const;

/** The templates among what was stored; `rest` is what this version does not know, which stays as it is. */
export function readTemplates(stored: readonly unknown[]): {
  readonly templates: readonly Template[];
  readonly rest: readonly unknown[];
} {
  const templates: Template[] = [];
  const names = new Set<string>();
  const rest: unknown[] = [];
  for (const each of stored) {
    const given = (each ?? {}) as Record<string, unknown>;
    const kind = kinds.find((known) => known === given['kind']);
    const isWhole =
      texts.every((text) => typeof given[text] === 'string') && isCurrencyCode(String(given['currency']));
    const name = isWhole ? String(given['name']) : '';
    // Of two by one name, as a restored backup may bring them, a person could not tell which is meant.
    if (kind && name !== '' && !names.has(name)) templates.push(given as unknown as Template);
    else rest.push(each);
    names.add(name);
  }
  return { templates, rest };
}

/** The list with one in front, in the place of the one that goes by the same name. */
export function withTemplateFirst(stored: readonly unknown[], template: Template): readonly unknown[] {
  const { templates, rest } = readTemplates(stored);
  const others = templates.filter(({ name }) => foldText(name) !== foldText(template.name));
  return [template, ...others, ...rest];
}

export function withoutTemplate(stored: readonly unknown[], name: string): readonly unknown[] {
  return stored.filter((each) => readTemplates([each]).templates[0]?.name !== name);
}

/** The list with a template by another name; null when that is empty or another's. */
export function withTemplateRenamed(
  stored: readonly unknown[],
  name: string,
  next: string,
): readonly unknown[] | null {
  const isTaken = stored.some((each) => {
    const other = readTemplates([each]).templates[0]?.name;
    return other !== undefined && other !== name && foldText(other) === foldText(next);
  });
  if (next === '' || isTaken) return null;
  const renamed = readTemplates(stored).templates.find((each) => each.name === name);
  return stored.map((each) => (each === renamed ? { ...renamed, name: next } : each));
}

/** The list with a template one place further to the front. */
export function withTemplateUp(stored: readonly unknown[], name: string): readonly unknown[] {
  const { templates, rest } = readTemplates(stored);
  const at = templates.findIndex((each) => each.name === name);
  const moved = templates[at];
  if (!moved || at === 0) return stored;
  return [...templates.toSpliced(at, 1).toSpliced(at - 1, 0, moved), ...rest];
}
