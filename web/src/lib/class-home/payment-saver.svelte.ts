import type { Command } from '@tallybook/shared/class-doc/commands/command';
import type { PaymentFields, Suggestion } from '@tallybook/shared/class-doc/commands/record-payment';
import type { CommandRefusal } from '@tallybook/shared/class-doc/commands/command-refusal';
import type { LiveClass } from '$lib/live-class/live-class.svelte.ts';
import type { StorageRefusal } from '$lib/platform/storage-result.ts';

type PayingClass = Pick<LiveClass, 'recordPayment' | 'editPayment' | 'retrySave' | 'takeBack'>;

export type SavedPayment =
  | { readonly kind: 'saved'; readonly entryId: string }
  | { readonly kind: 'refused'; readonly refusal: CommandRefusal }
  | { readonly kind: 'not-saved'; readonly reason: StorageRefusal['reason'] }
  | { readonly kind: 'read-only' };

/**
 * Records one payment once, however often saving is tried: what could not be stored stands in the class already, so the
 * next try changes and stores that one, and whoever leaves without one gives it up.
 */
export class PaymentSaver {
  readonly #live: PayingClass;
  #ownId = $state<string | null>(null);
  /** The commands that made the payment and were not stored. */
  #unstored: readonly Command[] = [];
  #saving: Promise<SavedPayment> | null = null;

  constructor(live: PayingClass) {
    this.#live = live;
  }

  /** The payment that was recorded, stored or not. */
  get ownId(): string | null {
    return this.#ownId;
  }

  save(fields: PaymentFields, suggestion: Suggestion | null): Promise<SavedPayment> {
    const saving = this.#save(fields, suggestion).finally(() => (this.#saving = null));
    this.#saving = saving;
    return saving;
  }

  /** Takes a payment out again of which a person was told that it is not saved. Idempotent. */
  async giveUp(): Promise<void> {
    // Left in the middle of saving: only then is it known whether it was stored.
    if (this.#saving) await this.#saving;
    const commands = this.#unstored;
    if (commands.length === 0) return;
    this.#unstored = [];
    this.#ownId = null;
    await this.#live.takeBack(commands);
  }

  async #save(fields: PaymentFields, suggestion: Suggestion | null): Promise<SavedPayment> {
    const again = this.#unstored.length > 0 ? this.#ownId : null;
    const written =
      again === null
        ? await this.#live.recordPayment(fields, suggestion ?? undefined)
        : await this.#live.editPayment(again, fields);
    if (written.kind === 'read-only' || written.kind === 'refused') return written;
    const entryId = again ?? written.command.entityId;
    this.#ownId = entryId;
    this.#unstored = [...this.#unstored, written.command];
    if (written.kind === 'not-saved') return { kind: 'not-saved', reason: written.refusal.reason };
    if (again !== null) {
      // Nothing may have changed since the first try, and then only this stores it.
      const stored = await this.#live.retrySave();
      if (!stored.ok) return { kind: 'not-saved', reason: stored.refusal.reason };
      if (stored.value !== 'saved') return { kind: 'not-saved', reason: 'failed' };
    }
    this.#unstored = [];
    return { kind: 'saved', entryId };
  }
}
