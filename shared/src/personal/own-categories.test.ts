import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLog } from '../revisions/fold.ts';
import type { RevisionRow } from '../revisions/revision.ts';
import { readBackup, writeBackup } from './backup.ts';
import { defaultCategories } from './categories.ts';
import type { CategoryFields } from './category-commands.ts';
import {
  archiveCategory,
  createCategory,
  editCategory,
  mergeCategory,
  moveCategory,
  unmergeCategory,
  validateCategory,
} from './category-commands.ts';
import type { BookedCategory, CategoryBook } from './own-categories.ts';
import { bookCategories, categoryFromEntity, offeredCategories } from './own-categories.ts';

const climbing: CategoryFields = { name: 'Climbing', icon: 'mountain', hue: 30, flow: 'out' };

function bookOf(rows: readonly RevisionRow[]): CategoryBook {
  const records = Array.from(foldLog(rows).entities.values(), categoryFromEntity);
  return bookCategories(records.filter((record) => record !== null));
}

/** One device: a log that grows by commands, with stamps of its own. */
class Device {
  rows: RevisionRow[] = [];
  #name: string;
  #t: number;

  constructor(name: string, t: number, rows: readonly RevisionRow[] = []) {
    this.#name = name;
    this.#t = t;
    this.rows = [...rows];
  }

  get book(): CategoryBook {
    return bookOf(this.rows);
  }

  category(id: string): BookedCategory {
    const category = this.book.byId.get(id);
    if (!category) throw new Error(`No category ${id}`);
    return category;
  }

  readonly stamp = () => {
    this.#t += 1;
    return { t: this.#t, id: `r_${this.#name}${String(this.#t).padStart(8, '0')}` };
  };

  create(fields: CategoryFields, id: string): void {
    this.rows.push(createCategory(fields, this.book, { t: this.stamp().t, id }));
  }

  merge(from: string, into: string): string {
    const merged = mergeCategory(this.category(from), this.category(into), this.book, this.stamp());
    if (merged.ok) this.rows.push(merged.value);
    return merged.ok ? 'ok' : merged.refusal;
  }

  move(id: string, before: string | null): number {
    const rows = moveCategory(
      this.category(id),
      before ? this.category(before) : null,
      this.book,
      this.stamp,
    );
    this.rows.push(...rows);
    return rows.length;
  }
}

const union = (a: Device, b: Device): RevisionRow[] =>
  Array.from(new Map([...a.rows, ...b.rows].map((row) => [row.id, row])).values());

describe('own categories', () => {
  it('[L14] has the default categories as long as nobody changed anything', () => {
    const { all, resolve } = bookOf([]);
    expect(all.map(({ id }) => id)).toEqual(defaultCategories.map(({ id }) => id));
    expect(all[0]).toMatchObject({ name: null, icon: 'basket', hue: 135, archived: false, mergedInto: null });
    expect([resolve('home'), resolve('whatever')]).toEqual(['home', 'whatever']);
  });

  it('[L14] creates, renames, recolours and archives, default ones too, and survives a backup', () => {
    const device = new Device('a', 0);
    device.create(climbing, 'e_climbing');
    const own = device.category('e_climbing');
    expect(own).toMatchObject({ ...climbing, archived: false });
    expect(device.book.all.at(-1)?.id).toBe('e_climbing');
    expect(editCategory(own, climbing, device.stamp())).toBeNull();
    const pets = device.category('pets');
    for (const row of [
      editCategory(own, { ...climbing, name: 'Bouldering' }, device.stamp()),
      editCategory(pets, { name: 'Dog', icon: pets.icon, hue: 200 }, device.stamp()),
      archiveCategory(device.category('fun'), true, device.stamp()),
    ]) {
      if (row) device.rows.push(row);
    }
    const createdAt = '2026-11-23T00:00:00Z';
    const backup = readBackup(
      writeBackup({ rows: device.rows, settings: new Map(), unreadable: [], createdAt, app: '1' }),
    );
    const book = bookOf(backup.ok ? backup.value.rows : []);
    expect(book.byId.get('e_climbing')).toMatchObject({ name: 'Bouldering', icon: 'mountain', hue: 30 });
    expect(book.byId.get('pets')).toMatchObject({ name: 'Dog', icon: 'paw', hue: 200, flow: 'out' });
    expect(offeredCategories(book, 'out').map(({ id }) => id)).not.toContain('fun');
    expect(book.byId.get('fun')?.archived).toBe(true);
    const plain = editCategory(device.category('pets'), { name: '', icon: 'paw', hue: 200 }, device.stamp());
    expect(bookOf([...device.rows, ...(plain ? [plain] : [])]).byId.get('pets')?.name).toBeNull();
  });

  it('[L14] merges what two devices changed about one category', () => {
    const phone = new Device('p', 100);
    const laptop = new Device('l', 200);
    const pets = phone.category('pets');
    const renamed = editCategory(pets, { name: 'Dog', icon: pets.icon, hue: pets.hue }, phone.stamp());
    if (renamed) phone.rows.push(renamed);
    laptop.rows.push(archiveCategory(pets, true, laptop.stamp()));
    laptop.move('pets', 'groceries');
    const book = bookOf(union(phone, laptop));
    expect(book.byId.get('pets')).toMatchObject({ name: 'Dog', archived: true });
    expect(book.all[0]?.id).toBe('pets');
  });

  it('[L14] reads values of other types as nothing said, and a deleted category as archived', () => {
    const s = { name: 7, look: ['x'], flow: 'up', order: 0.5, archived: 'yes', into: {} };
    const record = (id: string, groups: unknown) => ({
      id,
      json: JSON.stringify({ k: 'category', t: 1, a: 'm_self00', s: groups }),
    });
    expect(bookOf([record('e_odd00001', s)]).byId.get('e_odd00001')).toMatchObject({
      ...{ name: null, icon: 'tag', hue: 0, flow: 'out', archived: false, mergedInto: null },
    });
    expect(bookOf([record('e_gone0001', { name: 'Old', del: 1 })]).byId.get('e_gone0001')).toMatchObject({
      ...{ name: 'Old', archived: true },
    });
  });

  it('[L15] counts a merged category’s entries for its target, over several merges, and back', () => {
    const device = new Device('a', 0);
    device.create(climbing, 'e_climbing');
    expect(device.merge('e_climbing', 'fun')).toBe('ok');
    expect(device.merge('fun', 'other')).toBe('ok');
    expect(device.book.resolve('e_climbing')).toBe('other');
    expect(device.category('e_climbing')).toMatchObject({ name: 'Climbing', mergedInto: 'other' });
    expect(offeredCategories(device.book, 'out').map(({ id }) => id)).not.toContain('fun');
    expect([device.merge('other', 'e_climbing'), device.merge('other', 'other')]).toEqual(['same', 'same']);
    expect(device.merge('other', 'salary')).toBe('other-flow');
    device.rows.push(unmergeCategory(device.category('fun'), device.stamp()));
    expect(device.book.resolve('e_climbing')).toBe('fun');
  });

  it('[L15] stands for the smallest id when two devices merged in a circle', () => {
    const [phone, laptop] = [new Device('p', 0), new Device('l', 0)];
    phone.merge('pets', 'fun');
    laptop.merge('fun', 'pets');
    laptop.merge('gifts', 'fun');
    const { resolve, byId } = bookOf(union(phone, laptop));
    expect(['pets', 'fun', 'gifts'].map(resolve)).toEqual(['fun', 'fun', 'fun']);
    expect(byId.get('fun')?.mergedInto).toBeNull();
  });

  it('[L15] resolves every id, to one that stays, whatever points where', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const pointer = fc.option(fc.constantFrom(...ids));
    fc.assert(
      fc.property(fc.tuple(pointer, pointer, pointer, pointer, pointer), (into) => {
        const records = ids.map((id, i) => ({
          ...{ id, name: null, icon: null, hue: null, flow: null, order: null, archived: false, heads: [] },
          mergedInto: into[i] ?? null,
        }));
        const { resolve } = bookCategories(records);
        for (const id of ids) {
          expect(resolve(resolve(id))).toBe(resolve(id));
          expect(bookCategories(records.toReversed()).resolve(id)).toBe(resolve(id));
        }
      }),
    );
  });

  it('[L16] moves a category with one revision, and numbers anew when there is no room', () => {
    const device = new Device('a', 0);
    const ids = () => device.book.all.map(({ id }) => id);
    expect(device.move('pets', 'groceries')).toBe(1);
    expect(device.move('pets', 'groceries')).toBe(0);
    expect(ids().slice(0, 2)).toEqual(['pets', 'groceries']);
    expect(device.move('groceries', null)).toBe(1);
    expect(ids().at(-1)).toBe('groceries');
    for (let i = 0; i < 30; i++) {
      const [id, before] = i % 2 ? (['fun', 'home'] as const) : (['home', 'fun'] as const);
      device.move(id, before);
      expect(ids().indexOf(id)).toBe(ids().indexOf(before) - 1);
    }
    expect(new Set(ids()).size).toBe(defaultCategories.length);
  });

  it('[L16] finds room again after the numbers between two categories ran out', () => {
    const device = new Device('a', 0);
    const counts = Array.from({ length: 24 }, () => {
      const [, second, third] = device.book.all;
      return device.move(third?.id ?? '', second?.id ?? null);
    });
    expect(Math.max(...counts)).toBeGreaterThan(1);
    expect(counts.at(-1)).toBe(1);
  });

  it('[L16] names every fault of a category', () => {
    const { book } = new Device('a', 0);
    const nameOf = ({ id, name }: BookedCategory) => name ?? id;
    const check = (fields: Partial<CategoryFields>, id?: string) => {
      const result = validateCategory({ ...climbing, ...fields }, book, nameOf, id);
      return result.ok ? result.value.name : result.refusal;
    };
    expect(check({ name: ' Climbing ' })).toBe('Climbing');
    expect(check({ name: ' ', icon: '', hue: 360 })).toEqual([
      { field: 'name', reason: 'empty' },
      { field: 'icon', reason: 'not-an-icon' },
      { field: 'hue', reason: 'not-a-hue' },
    ]);
    expect(check({ name: 'a'.repeat(61) })).toEqual([
      { field: 'name', reason: 'too-long', limit: 60, given: 61 },
    ]);
    expect(check({ name: 'PÉTS' })).toEqual([{ field: 'name', reason: 'taken', by: 'pets' }]);
    expect([check({ name: 'Pets' }, 'pets'), check({ name: 'Pets', flow: 'in' })]).toEqual(['Pets', 'Pets']);
  });
});
