import {
  archiveCategory,
  createCategory,
  editCategory,
  mergeCategory,
  moveCategory,
  unmergeCategory,
  type CategoryFields,
} from '@tallybook/shared/personal/category-commands';
import {
  bookCategories,
  type BookedCategory,
  type CategoryBook,
  type CategoryRecord,
} from '@tallybook/shared/personal/own-categories';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';
import type { OwnCategoryBook } from './own-category-book.svelte.ts';
import type { RecordDeps } from './record-deps.ts';
import { categoryKind } from './own-kinds.ts';
import { writeOwnRecords, type NextStamp } from './own-record-writer.ts';
import type { WriteResult } from './personal-ledger.svelte.ts';

type EditedFields = Pick<CategoryFields, 'name' | 'icon' | 'hue'>;

/** A change of one category. What is not named in `fields` stays as it is stored. */
export type CategoryChange =
  | { readonly type: 'create'; readonly fields: CategoryFields }
  | {
      readonly type: 'edit';
      readonly id: string;
      /** A name of '' gives a default category its own back. */
      readonly fields: Partial<EditedFields>;
      /** What an undo takes back: a field that is another by now stays so. */
      readonly where?: Partial<EditedFields>;
    }
  | { readonly type: 'archive'; readonly id: string; readonly archived: boolean }
  /** `into` null: is a category of its own again. */
  | { readonly type: 'merge'; readonly id: string; readonly into: string | null }
  /** `before` null: goes last. */
  | { readonly type: 'move'; readonly id: string; readonly before: string | null };

/** `undo`: null when everything was so already. */
export interface CategoryChanged {
  readonly id: string;
  readonly undo: CategoryChange | null;
}

/** The commands of categories, each one strict transaction over the records and what is derived from them. */
export class CategoryWriter {
  readonly #deps;

  /** `onWritten` is called before a command answers. */
  constructor(deps: RecordDeps & { readonly onWritten: () => Promise<void> }) {
    this.#deps = deps;
  }

  change(change: CategoryChange): Promise<WriteResult<CategoryChanged>> {
    const { onWritten } = this.#deps;
    const work = (records: readonly CategoryRecord[], nextStamp: NextStamp) => {
      const book = bookCategories(records);
      const rows = rowsOf(change, book, records, nextStamp);
      const id = change.type === 'create' ? (rows[0]?.id ?? '') : change.id;
      return { rows, value: { id, undo: rows.length > 0 ? undoOf(change, id, book, records) : null } };
    };
    return writeOwnRecords(this.#deps, categoryKind, work, { onWritten });
  }
}

/** The commands of the categories that `own` shows. */
export function categoryWriter(own: OwnCategoryBook): CategoryWriter {
  return new CategoryWriter({ ...own.deps, onWritten: () => own.reload() });
}

/** None when everything is so already, or the category is not there. */
function rowsOf(
  change: CategoryChange,
  book: CategoryBook,
  records: readonly CategoryRecord[],
  stampOf: NextStamp,
): RevisionRow[] {
  if (change.type === 'create') return [createCategory(change.fields, book, stampOf('e'))];
  const nextStamp = () => stampOf('r');
  const category = book.byId.get(change.id);
  if (!category) return [];
  if (change.type === 'edit') {
    const now = fieldsOf(category);
    const { fields, where } = change;
    const wanted = where ? onlyWhere(fields, (field) => now[field] === where[field]) : fields;
    const { name, icon, hue } = { ...now, ...wanted };
    const row = editCategory(category, { name, icon, hue }, nextStamp());
    return row ? [row] : [];
  }
  if (change.type === 'archive') {
    return category.archived === change.archived
      ? []
      : [archiveCategory(category, change.archived, nextStamp())];
  }
  if (change.type === 'move') {
    const before = change.before === null ? null : book.byId.get(change.before);
    return before === undefined ? [] : moveCategory(category, before, book, nextStamp);
  }
  if (change.into === null) {
    if (category.mergedInto === null) return [];
    return [category, ...tiedBy(category, book, records)].map((each) => unmergeCategory(each, nextStamp()));
  }
  const into = book.byId.get(change.into);
  const merged = into && mergeCategory(category, into, book, nextStamp());
  return merged?.ok ? [merged.value] : [];
}

/**
 * What stands by itself only because two devices merged it in a circle with `category`: it would begin to count as
 * another one when the circle opens.
 */
function tiedBy(
  category: BookedCategory,
  book: CategoryBook,
  records: readonly CategoryRecord[],
): BookedCategory[] {
  const opened = bookCategories(
    records.map((record) => (record.id === category.id ? { ...record, mergedInto: null } : record)),
  );
  return book.all.filter(
    ({ id, mergedInto }) => mergedInto === null && opened.byId.get(id)?.mergedInto !== null,
  );
}

/** What makes it as it is in `book`. */
function undoOf(
  change: CategoryChange,
  id: string,
  book: CategoryBook,
  records: readonly CategoryRecord[],
): CategoryChange | null {
  // A category that has just been made may be in use in another tab, so it is taken out of what is offered.
  if (change.type === 'create') return { type: 'archive', id, archived: true };
  const before = book.byId.get(id);
  if (!before) return null;
  if (change.type === 'edit') {
    const [was, is] = [fieldsOf(before), { ...fieldsOf(before), ...change.fields }];
    return { type: 'edit', id, fields: onlyWhere(was, (field) => was[field] !== is[field]), where: is };
  }
  if (change.type === 'archive') return { type: 'archive', id, archived: before.archived };
  if (change.type === 'merge') {
    // The one that it was merged into itself, not where that has gone since.
    const own = records.find((record) => record.id === id);
    return { type: 'merge', id, into: own?.mergedInto ?? null };
  }
  return { type: 'move', id, before: book.all[book.all.indexOf(before) + 1]?.id ?? null };
}

function fieldsOf({ name, icon, hue }: BookedCategory): EditedFields {
  return { name: name ?? '', icon, hue };
}

function onlyWhere(
  fields: Partial<EditedFields>,
  holds: (field: keyof EditedFields) => boolean,
): Partial<EditedFields> {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => holds(field as keyof EditedFields)));
}
