import type { PaymentFields, Suggestion } from '@tallybook/shared/class-doc/commands/record-payment';
import type { CommandRefusal } from '@tallybook/shared/class-doc/commands/command-refusal';
import type { LiveClass } from '$lib/live-class/live-class.svelte.ts';
import type { StorageRefusal } from '$lib/platform/storage-result.ts';

type PayingClass = Pick<LiveClass, 'recordPayment' | 'editPayment' | 'retrySave'>;

export type SavedPayment =
  | { readonly kind: 'saved'; readonly entryId: string }
  | { readonly kind: 'refused'; readonly refusal: CommandRefusal }
  | { readonly kind: 'not-saved'; readonly reason: StorageRefusal['reason'] }
  | { readonly kind: 'read-only' };

/**
 * Records one payment once, however often saving is tried: what could not be stored stands in the class already, so the
 * next try changes and stores that one.
 */
export class PaymentSaver {
  readonly #live: PayingClass;
  #unstoredId: string | null = null;

  constructor(live: PayingClass) {
    this.#live = live;
  }

  async save(fields: PaymentFields, suggestion: Suggestion | null): Promise<SavedPayment> {
    const again = this.#unstoredId;
    const written =
      again === null
        ? await this.#live.recordPayment(fields, suggestion ?? undefined)
        : await this.#live.editPayment(again, fields);
    if (written.kind === 'read-only' || written.kind === 'refused') return written;
    const entryId = again ?? written.command.entityId;
    if (written.kind === 'not-saved') {
      this.#unstoredId = entryId;
      return { kind: 'not-saved', reason: written.refusal.reason };
    }
    if (again !== null) {
      // Nothing may have changed since the first try, and then only this stores it.
      const stored = await this.#live.retrySave();
      if (!stored.ok) return { kind: 'not-saved', reason: stored.refusal.reason };
      if (stored.value !== 'saved') return { kind: 'not-saved', reason: 'failed' };
    }
    this.#unstoredId = null;
    return { kind: 'saved', entryId };
  }
}
