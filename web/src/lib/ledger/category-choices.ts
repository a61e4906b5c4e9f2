import { foldText } from '@tallybook/shared/personal/fold-text';
import {
  bookCategories,
  offeredCategories,
  type BookedCategory,
  type CategoryBook,
} from '@tallybook/shared/personal/own-categories';
import type { OwnCategoryBook } from './own-category-book.svelte.ts';

type Names = Readonly<Record<string, string>>;

/** A category with the name that it is shown by. */
export type CategoryChoice = BookedCategory & { readonly shownName: string };

/** All categories in their order, archived and merged ones too. */
export function categoryChoices(own: OwnCategoryBook, names: Names): CategoryChoice[] {
  return bookOf(own).all.map((category) => named(category, names));
}

/** The categories to choose from for one flow of money. */
export function offeredChoices(own: OwnCategoryBook, flow: 'in' | 'out', names: Names): CategoryChoice[] {
  return offeredCategories(bookOf(own), flow).map((category) => named(category, names));
}

/** The category with this id or shown name, the one in its place where it was merged; null when there is none. */
export function findCategory(text: string, own: OwnCategoryBook, names: Names): string | null {
  const folded = foldText(text);
  if (folded === '') return null;
  const { byId, resolve } = bookOf(own);
  if (byId.has(text)) return resolve(text);
  const fitting = categoryChoices(own, names).filter(({ shownName }) => foldText(shownName) === folded);
  const found = fitting.find(({ archived, mergedInto }) => !archived && mergedInto === null) ?? fitting[0];
  return found ? resolve(found.id) : null;
}

/** The categories as they come, where nothing was changed about them. */
export function bookOf(own: OwnCategoryBook): CategoryBook {
  return own.book ?? bookCategories([]);
}

export function named(category: BookedCategory, names: Names): CategoryChoice {
  return { ...category, shownName: category.name ?? names[category.id] ?? category.id };
}
