import type { DraftKeeper, FormSave } from '$lib/ledger/draft.svelte.ts';
import type { StorageResult } from '$lib/platform/storage-result.ts';

/** What was typed by part of a form: fields that say nothing without one another are one part. */
export type TypedParts = Readonly<Record<string, string>>;

/** A form as far as it takes to keep it. */
interface KeepableForm {
  readonly typed: TypedParts;
  /** Shows what was typed before; passes over parts that it cannot read. */
  retype(parts: TypedParts): void;
}

/**
 * Keeps what is typed into a form through a reload. Only the parts that differ from what the form opened with are kept,
 * so the others follow the record that is edited, whoever changes it meanwhile.
 */
export class KeptForm<F extends KeepableForm> {
  readonly form: F;
  readonly #key: string;
  readonly #drafts: Pick<DraftKeeper, 'keep' | 'discard' | 'beginSave'>;
  readonly #opened: TypedParts;
  #hasKept = false;
  #isOver = false;
  #restored = $state(false);

  private constructor(key: string, form: F, drafts: Pick<DraftKeeper, 'keep' | 'discard' | 'beginSave'>) {
    this.#key = key;
    this.form = form;
    this.#drafts = drafts;
    this.#opened = form.typed;
  }

  /** The form with what was typed into it before. It is awaited before the form is shown, so nothing is typed over. */
  static async open<F extends KeepableForm>(
    key: string,
    form: F,
    drafts: Pick<DraftKeeper, 'load' | 'keep' | 'discard' | 'beginSave'>,
  ): Promise<KeptForm<F>> {
    const kept = new KeptForm(key, form, drafts);
    const draft = await drafts.load(key);
    if (!draft) return kept;
    kept.#hasKept = true;
    form.retype(draft.fields);
    kept.#restored = kept.#changes() !== null;
    return kept;
  }

  /** The form shows what was typed before. */
  get isRestored(): boolean {
    return this.#restored;
  }

  /** Keeps what is typed now; called whenever it changes. */
  keep(): void {
    const changes = this.#changes();
    if (this.#isOver) return;
    if (changes) this.#drafts.keep(this.#key, changes);
    else if (this.#hasKept) void this.#drafts.discard(this.#key);
    this.#hasKept = changes !== null;
  }

  startAgain(): void {
    this.#restored = false;
    this.#hasKept = false;
    this.form.retype(this.#opened);
    void this.#drafts.discard(this.#key);
  }

  /**
   * Saves what is new with the end of the draft in the same transaction: after a crash there is either of them, never
   * both. When that fails, everything is kept as before.
   */
  async saveWith<T>(write: (form: FormSave) => Promise<StorageResult<T>>): Promise<StorageResult<T>> {
    const form = await this.#drafts.beginSave(this.#key);
    this.#isOver = true;
    const written = await write(form);
    if (written.ok) form.finish();
    else {
      this.#isOver = false;
      form.reinstate();
    }
    return written;
  }

  /** Saved or thrown away: from here on nothing is kept. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#drafts.discard(this.#key);
  }

  #changes(): TypedParts | null {
    const changed = Object.entries(this.form.typed).filter(([part, text]) => text !== this.#opened[part]);
    return changed.length > 0 ? Object.fromEntries(changed) : null;
  }
}

/** A part of several texts as one of them, for `splitTexts`. */
export const joinTexts = (...texts: readonly string[]): string => JSON.stringify(texts);

/** The texts of a part; null when it is not there or not of so many. `count` 0: of any number. */
export function splitTexts(part: string | undefined, count: number): string[] | null {
  if (part === undefined) return null;
  try {
    const texts: unknown = JSON.parse(part);
    const isWhole = Array.isArray(texts) && texts.every((text) => typeof text === 'string');
    return isWhole && (count === 0 || texts.length === count) ? texts : null;
  } catch {
    return null; // Kept by another version of this app.
  }
}

/** A text as one of those that a field can have. */
export function oneOf<T extends string>(choices: readonly T[], text: string | undefined): T | null {
  return choices.find((choice) => choice === text) ?? null;
}
