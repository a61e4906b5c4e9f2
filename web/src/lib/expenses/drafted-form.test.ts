import { describe, expect, it } from 'vitest';
import { learnCategories } from '@tallybook/shared/personal/suggest-category';
import { DraftedForm } from './drafted-form.svelte.ts';
import { NO_CLASS, type FormValues } from './expense-form.svelte.ts';

const fresh: FormValues = {
  kind: 'expense',
  amount: '',
  currency: 'USD',
  title: '',
  category: null,
  day: '2026-11-22',
  note: '',
  ...NO_CLASS,
  tags: '',
};
const entry: FormValues = { ...fresh, amount: '12.50', title: 'Rent', category: 'home' };

/** The keeper's one row, as the database would have it. */
class OneDraft {
  fields: Record<string, string> | null;
  constructor(fields: Record<string, string> | null = null) {
    this.fields = fields;
  }
  load = () => Promise.resolve(this.fields && { fields: this.fields, savedAt: 0 });
  keep = (_: string, fields: Readonly<Record<string, string>>) => void (this.fields = { ...fields });
  discard = () => {
    this.fields = null;
    return Promise.resolve();
  };
}

function open(drafts: OneDraft, values = fresh, heads?: string[]): DraftedForm {
  return new DraftedForm({
    key: 'form',
    fresh: values,
    ...(heads ? { heads } : {}),
    around: {
      numberStyle: { decimal: '.', group: ',' },
      today: () => '2026-11-22',
      learnt: () => learnCategories([]),
      hints: new Map(),
    },
    drafts,
  });
}

describe('DraftedForm', () => {
  it('brings back what was typed', async () => {
    const drafts = new OneDraft();
    const before = open(drafts);
    await before.looked;
    before.form.amount = '50';
    before.keep();

    const after = open(drafts);
    await after.looked;
    expect([after.form.amount, after.isRestored]).toEqual(['50', true]);
  });

  it('leaves a category of one’s own out of a class also after a crash, and when a template fills it in', async () => {
    const drafts = new OneDraft();
    const before = open(drafts);
    await before.looked;
    before.form.category = 'e_beans';
    before.form.chooseClass('c_flat');
    before.keep();

    const after = open(drafts);
    await after.looked;
    expect([after.form.classId, after.form.category]).toEqual(['c_flat', '']);
    after.fill({ classId: 'c_flat', category: 'e_beans' });
    expect(after.form.category).toBe('');
  });

  it('does not write over the draft of before while it is looked for', () => {
    const drafts = new OneDraft({ amount: '50' });
    const form = open(drafts);
    form.form.amount = '1';
    form.keep();
    expect(drafts.fields).toEqual({ amount: '50' });
  });

  it('leaves the currency of a restored draft alone when the usual one becomes known', async () => {
    const form = open(new OneDraft({ amount: '50', currency: 'USD' }));
    await form.looked;
    form.adoptCurrency('CHF');
    expect(form.form.currency).toBe('USD');
  });

  it('gives an untouched form the usual currency, and a touched one not', async () => {
    const untouched = open(new OneDraft());
    const touched = open(new OneDraft());
    await Promise.all([untouched.looked, touched.looked]);
    touched.form.currency = 'JPY';
    untouched.adoptCurrency('CHF');
    touched.adoptCurrency('CHF');
    expect([untouched.form.currency, touched.form.currency]).toEqual(['CHF', 'JPY']);
    expect(untouched.isDirty).toBe(false);
  });

  it('forgets a draft that was emptied again', async () => {
    const drafts = new OneDraft({ amount: '99' });
    const form = open(drafts);
    await form.looked;
    form.form.amount = '';
    form.keep();
    expect(drafts.fields).toBeNull();
  });

  it('keeps of an edit only what was changed, and the heads that it was begun on', async () => {
    const drafts = new OneDraft();
    const before = open(drafts, entry, ['r_1']);
    await before.looked;
    before.form.note = 'second half';
    before.keep();
    expect(drafts.fields).toEqual({ note: 'second half', heads: 'r_1' });

    // Meanwhile another tab has changed the amount.
    const after = open(drafts, { ...entry, amount: '99.00' }, ['r_2']);
    await after.looked;
    expect([after.form.amount, after.form.note, after.heads]).toEqual(['99.00', 'second half', ['r_1']]);
  });

  it('offers a draft that comes after the first key, and loses neither of the two', async () => {
    const drafts = new OneDraft({ amount: '50' });
    const form = open(drafts);
    form.form.amount = '1';
    await form.looked;
    expect([form.form.amount, form.isOffered]).toEqual(['1', true]);

    const afterCrash = open(drafts);
    await afterCrash.looked;
    expect([afterCrash.form.amount, afterCrash.isOffered]).toEqual(['1', true]);
    afterCrash.takeOffered();
    expect([afterCrash.form.amount, afterCrash.isOffered]).toEqual(['50', true]);
    afterCrash.takeOffered();
    expect(afterCrash.form.amount).toBe('1');
  });

  it('keeps what is still offered when the other text has been saved', async () => {
    const drafts = new OneDraft({ amount: '50' });
    const form = open(drafts);
    form.form.amount = '1';
    await form.looked;
    await drafts.discard(); // as the save does, in the record's own transaction
    form.end();
    expect(drafts.fields?.['amount']).toBe('50');
  });
});
