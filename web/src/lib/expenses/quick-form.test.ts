import { expect, it } from 'vitest';
import { learnCategories } from '@tallybook/shared/personal/suggest-category';
import { DraftedForm } from './drafted-form.svelte.ts';
import { NO_CLASS, type FormValues } from './expense-form.svelte.ts';
import { QuickForm } from './quick-form.svelte.ts';

const fresh: FormValues = {
  ...{ kind: 'expense', amount: '', currency: 'EUR', title: '', category: null, day: '2026-11-22', note: '' },
  ...NO_CLASS,
  tags: '',
};

/** The form alone: a line needs nothing else of what is around it. */
function openForm(): { drafted: DraftedForm; quick: QuickForm } {
  const drafted = new DraftedForm({
    key: 'new',
    fresh,
    around: {
      numberStyle: { decimal: '.', group: ',' },
      today: () => '2026-11-22',
      learnt: () => learnCategories([]),
      hints: new Map(),
    },
    drafts: {
      load: () => Promise.resolve(null),
      keep: () => undefined,
      discard: () => Promise.resolve(),
    },
  });
  const around = {
    drafted,
    chooseClass: (classId: string) => drafted.form.chooseClass(classId),
    locale: { language: 'en' },
  };
  return {
    drafted,
    quick: new QuickForm(around as unknown as ConstructorParameters<typeof QuickForm>[0]),
  };
}

const line = {
  kind: 'expense',
  amount: '',
  currency: 'EUR',
  title: '',
  day: '2026-11-22',
  classId: '',
} as const;

it('lets stand what was changed below the line while the line goes on', () => {
  const { drafted, quick } = openForm();
  quick.openLine();
  quick.fillFromLine({ ...line, title: 'coffee', tags: [] });
  drafted.form.day = '2026-11-20';
  drafted.form.amount = '3';
  quick.fillFromLine({ ...line, title: 'coffee', tags: ['work'] });
  expect(drafted.form.values()).toMatchObject({
    ...{ title: 'coffee', day: '2026-11-20', amount: '3', tags: 'work' },
  });
  quick.fillFromLine({ ...line, title: 'coffee', tags: ['work'], day: '2026-11-21' });
  expect(drafted.form.day).toBe('2026-11-21');
});

it('takes back what the line does not say any more', () => {
  const { drafted, quick } = openForm();
  quick.openLine();
  quick.fillFromLine({ ...line, amount: '12.50', title: 'coffee', tags: ['work'] });
  quick.fillFromLine({ ...line, title: '12.50 coffee', tags: [] });
  expect(drafted.form.values()).toMatchObject({ amount: '', title: '12.50 coffee', tags: '' });
});

it('makes a refund of a class its income', () => {
  const { drafted, quick } = openForm();
  quick.openLine();
  quick.fillFromLine({ ...line, kind: 'refund', amount: '20', title: 'shoes', tags: [], classId: 'c1' });
  expect(drafted.form.values()).toMatchObject({ kind: 'income', classId: 'c1' });
});
