import { expect, it } from 'vitest';
import { readQuickEntry } from '@tallybook/shared/personal/quick-entry';
import { quickSetting } from './quick-setting.ts';
import { quickValues, type QuickValues } from './quick-values.ts';
import { readSharedText } from './shared-text.ts';
import {
  readTemplates,
  withoutTemplate,
  withTemplateFirst,
  withTemplateRenamed,
  withTemplateUp,
  type Template,
} from './templates.ts';

const setting = quickSetting({
  language: 'en',
  numberLocale: 'en-GB',
  today: '2026-11-22',
  currency: 'EUR',
  usedCurrencies: ['EUR'],
  classes: [{ id: 'c1', name: 'Apartment', currency: 'USD' }],
  tags: ['Work'],
  suggestCategory: () => null,
});
const before: QuickValues = {
  kind: 'expense',
  amount: '',
  currency: 'EUR',
  title: '',
  day: '2026-11-22',
  classId: '',
  tags: [],
};
const filled = (line: string, from = before) => quickValues(readQuickEntry(line, setting), from, setting);

it('fills a form from one line', () => {
  expect(filled('12.50 coffee yesterday #work @Apartment')).toEqual({
    kind: 'expense',
    amount: '12.50',
    currency: 'USD',
    title: 'coffee',
    day: '2026-11-21',
    classId: 'c1',
    tags: ['Work'],
  });
});

it('leaves alone what the line says nothing about', () => {
  const typed: QuickValues = { ...before, kind: 'income', amount: '3', day: '2026-01-02', tags: ['old'] };
  expect(filled('wages', typed)).toEqual({ ...typed, title: 'wages' });
  expect(filled('', typed)).toEqual(typed);
});

it('takes a shared line as it would have been typed', () => {
  const { values, cut } = readSharedText({ title: '', text: ' 4,20 bakery ', url: '' }, before, setting);
  expect(values).toMatchObject({ amount: '4.20', title: 'bakery', note: '' });
  expect(cut).toBe(0);
});

it('keeps a shared text of several lines whole, with or without an amount', () => {
  const shared = { title: 'Receipt', text: 'Milk\nBread', url: 'https://shop.example/7' };
  const { values, cut } = readSharedText(shared, before, setting);
  expect(values).toMatchObject({
    amount: '',
    title: 'Receipt',
    note: 'Receipt\nMilk\nBread\nhttps://shop.example/7',
  });
  expect(cut).toBe(0);
});

it('tells how much of a very long text did not fit', () => {
  const { values, cut } = readSharedText({ title: 'x', text: 'y'.repeat(12_000), url: '' }, before, setting);
  expect(values.note).toHaveLength(10_000);
  expect(cut).toBe(2_002);
});

it('cuts no character in two', () => {
  const { values, cut } = readSharedText(
    { title: 'x\n', text: `${'y'.repeat(9_997)}😀z`, url: '' },
    before,
    setting,
  );
  expect([values.note.length, values.note.isWellFormed(), cut]).toEqual([9_999, true, 3]);
});

const template = (name: string): Template => ({
  ...{ name, kind: 'expense', amount: '', currency: 'EUR', title: name, category: '', note: '', tags: '' },
});

it('keeps one template per name, in their order, and what it does not know', () => {
  const unknown = { name: 'Later', version: 7 };
  const stored = [template('Rent'), unknown, template('Gym'), template('Tram')];
  expect(readTemplates(stored).templates.map(({ name }) => name)).toEqual(['Rent', 'Gym', 'Tram']);
  const names = (list: readonly unknown[]) => readTemplates(list).templates.map(({ name }) => name);
  expect(names(withTemplateFirst(stored, template('GYM')))).toEqual(['GYM', 'Rent', 'Tram']);
  expect(names(withTemplateUp(stored, 'Tram'))).toEqual(['Rent', 'Tram', 'Gym']);
  expect(names(withTemplateUp(stored, 'Rent'))).toEqual(['Rent', 'Gym', 'Tram']);
  expect(withoutTemplate(stored, 'Rent')).toEqual([unknown, template('Gym'), template('Tram')]);
  expect(readTemplates(withTemplateUp(stored, 'Tram')).rest).toEqual([unknown]);
});

it('skips what could not be shown, and leaves it where it is', () => {
  const odd = { ...template('Trip'), currency: 'no such' };
  const twin = { ...template('Rent'), amount: '5' };
  expect(readTemplates([template('Rent'), odd, twin])).toEqual({
    templates: [template('Rent')],
    rest: [odd, twin],
  });
});

it('renames a template in its place, but not to the name of another', () => {
  const stored = [template('Rent'), { version: 7 }, template('Gym')];
  expect(withTemplateRenamed(stored, 'Gym', 'Sport')).toEqual([
    template('Rent'),
    { version: 7 },
    { ...template('Gym'), name: 'Sport' },
  ]);
  expect(withTemplateRenamed(stored, 'Gym', 'GYM')).not.toBeNull();
  expect(withTemplateRenamed(stored, 'Gym', 'rent')).toBeNull();
  expect(withTemplateRenamed(stored, 'Gym', '')).toBeNull();
});
