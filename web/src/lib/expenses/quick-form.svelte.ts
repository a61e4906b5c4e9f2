import { formatMinor } from '@tallybook/shared/money/amount';
import { suggestCategory } from '@tallybook/shared/personal/suggest-category';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import type { Classes } from '$lib/class-book/classes.svelte.ts';
import { describeEntry } from '$lib/entries/describe-entry.ts';
import type { OpenLedger } from '$lib/ledger/open-ledger.ts';
import { knownTags } from '$lib/ledger/known-tags.ts';
import { undoListChange } from '$lib/ledger/undo-list-change.ts';
import type { Locale } from '$lib/locale/context.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';
import { quickMessagesEn } from '$lib/locale/quick-messages-en.ts';
import type { QuickValues } from '$lib/quick-entry/quick-values.ts';
import { readTemplates, withTemplateFirst, type Template } from '$lib/quick-entry/templates.ts';
import type { Toasts } from '$lib/ui/toasts.svelte.ts';
import type { DraftedForm } from './drafted-form.svelte.ts';
import type { EditorSetting } from './editor-setting.svelte.ts';
import type { FormValues } from './expense-form.svelte.ts';

const OFFERED_TEMPLATES = 6;

interface Surroundings {
  readonly open: OpenLedger;
  readonly locale: Locale;
  readonly classes: Classes;
  readonly setting: EditorSetting;
  readonly drafted: DraftedForm;
  readonly chooseClass: (classId: string) => void;
  readonly toasts: Toasts;
}

/** The ways to fill a new form at once: one line, a template, the newest entry again, a copy, a shared text. */
export class QuickForm {
  readonly #around: Surroundings;
  readonly #texts: typeof quickMessagesEn;
  #before = $state.raw<QuickValues | null>(null);
  /** What the line filled in last: what was changed below it since then stays. */
  #filled: QuickValues | null = null;
  readonly #knownTags = $derived.by(() => knownTags(this.#around.open.ledger));

  constructor(around: Surroundings) {
    this.#around = around;
    this.#texts = pickLanguage({ en: quickMessagesEn }, around.locale.language);
  }

  /** The form as it was when the line was opened; null while there is none. */
  get before(): QuickValues | null {
    return this.#before;
  }

  get knownTags(): readonly string[] {
    return this.#knownTags;
  }

  /** What a line is read with. */
  get around() {
    const { open, classes, setting } = this.#around;
    return {
      today: open.today.day,
      currency: setting.usualCurrency,
      usedCurrencies: setting.usedCurrencies,
      classes: classes.list.map(({ row }) => ({ id: row.id, name: row.name, currency: row.currency })),
      tags: this.knownTags,
      suggestCategory: (title: string, flow: 'in' | 'out') =>
        suggestCategory(title, flow, setting.around.learnt(), setting.around.hints),
    };
  }

  /** One tap each: the newest entry again, and the templates. */
  get starts(): { key: string; text: string; fill: () => void }[] {
    const { open, locale } = this.#around;
    const { templates } = readTemplates(open.settings.get('templates'));
    const [newest] = open.ledger.newest;
    const again = newest && {
      key: 'again',
      text: this.#texts.again(describeEntry(newest, locale, open.categories)),
      fill: () => this.#fill(this.#valuesOf(newest), describeEntry(newest, locale, open.categories)),
    };
    const kept = templates.slice(0, OFFERED_TEMPLATES).map((template) => ({
      key: `template ${template.name}`,
      text: template.name,
      fill: () => this.#useTemplate(template),
    }));
    return again ? [...kept, again] : kept;
  }

  openLine(): void {
    const before = this.#typed();
    this.#before = before;
    this.#filled = before;
  }

  closeLine(): void {
    this.#before = null;
    this.#filled = null;
  }

  fillFromLine(values: QuickValues): void {
    const { form } = this.#around.drafted;
    const last = this.#filled ?? this.#typed();
    const isNew = (field: keyof QuickValues): boolean => String(values[field]) !== String(last[field]);
    if (isNew('classId')) this.#around.chooseClass(values.classId);
    // A class knows no refunds: what comes back to it is its income.
    const kind = values.kind === 'refund' && form.classId !== '' ? 'income' : values.kind;
    if ((isNew('kind') || isNew('classId')) && kind !== form.kind) form.changeKind(kind);
    if (isNew('amount')) form.amount = values.amount;
    if (isNew('currency')) form.currency = values.currency;
    if (isNew('title')) form.title = values.title;
    if (isNew('day')) form.day = values.day;
    if (isNew('tags')) form.tags = values.tags;
    if (this.#filled) this.#filled = values;
  }

  /** Everything of an entry but its day. */
  async copy(id: string): Promise<void> {
    const { drafted, toasts, open } = this.#around;
    await open.ledger.stock?.readEntries([id]);
    const entry = open.ledger.entryById(id);
    if (!entry) toasts.show(this.#texts.nothingToCopy);
    // Reading took a moment, in which somebody may have begun to type.
    if (!entry || drafted.isDirty) return;
    drafted.fill(this.#valuesOf(entry));
    toasts.show(this.#texts.copied);
  }

  async takeText(shared: { title: string; text: string; url: string }): Promise<void> {
    const { drafted, locale, toasts } = this.#around;
    const [{ readSharedText }, { quickSetting }] = await Promise.all([
      import('$lib/quick-entry/shared-text.ts'),
      import('$lib/quick-entry/quick-setting.ts'),
    ]);
    const { language, numberLocale } = locale;
    const before = this.#typed();
    const { values, cut } = readSharedText(
      shared,
      before,
      quickSetting({ ...this.around, language, numberLocale }),
    );
    const { form, isDirty } = drafted;
    if (isDirty) {
      // Typed while the text was read: what was typed stands, and the text is kept beside it.
      form.note = [form.note, values.whole].filter(Boolean).join('\n');
    } else {
      this.fillFromLine(values);
      form.note = values.note;
    }
    toasts.show(cut > 0 ? this.#texts.cut(locale.formats.count(cut)) : this.#texts.sharedText);
  }

  async keepAsTemplate(): Promise<void> {
    const { open, drafted, toasts, locale } = this.#around;
    const { kind, amount, currency, title, note, tags, category } = drafted.form;
    const name = title.trim();
    if (name === '') {
      toasts.show(this.#texts.templateNeedsName);
      return;
    }
    const template: Template = {
      ...{ name, kind, amount, currency, title: name, category, note },
      tags: tags.join(' '),
    };
    const before = open.settings.get('templates');
    const after = withTemplateFirst(before, template);
    const result = await open.settings.change('templates', (now) => withTemplateFirst(now, template));
    if (!result.ok) {
      toasts.show(this.#texts.notKept(locale.messages.storage[result.refusal.reason].short));
      return;
    }
    const run = (): void =>
      void open.settings.change('templates', (now) => undoListChange(now, before, after));
    toasts.show(this.#texts.templateKept(name), { label: this.#texts.undo, run });
  }

  #useTemplate(template: Template): void {
    const { open } = this.#around;
    const { name, ...values } = template;
    this.#fill({ ...values, category: values.category === '' ? null : values.category }, name);
    void open.settings.change('templates', (now) => withTemplateFirst(now, template));
  }

  /** What was typed comes back with Undo. */
  #fill(values: Partial<FormValues>, name: string): void {
    const { drafted, toasts } = this.#around;
    const wasDirty = drafted.isDirty;
    const { day, classId, payerId, participants, split } = drafted.form.values();
    const isRefundOfClass = values.kind === 'refund' && classId !== '';
    const before = drafted.fill({
      ...values,
      ...(isRefundOfClass ? { kind: 'income', category: null } : {}),
      ...{ day, classId, payerId, participants, split },
    });
    if (!wasDirty) return;
    const run = (): void => void drafted.fill(before);
    toasts.show(this.#texts.filled(name), { label: this.#texts.undo, run });
  }

  #typed(): QuickValues {
    const { kind, amount, currency, title, day, classId, tags } = this.#around.drafted.form;
    return { kind, amount, currency, title, day, classId, tags };
  }

  #valuesOf(entry: PersonalEntry): Partial<FormValues> {
    const { kind, currency, title, category, note, tags, amountMinor, unreadable } = entry;
    const { numberStyle } = this.#around.setting.around;
    const amount = unreadable ? '' : formatMinor(amountMinor, currency).replace('.', numberStyle.decimal);
    return { kind, amount, currency, title, category, note, tags: tags.join(' ') };
  }
}
