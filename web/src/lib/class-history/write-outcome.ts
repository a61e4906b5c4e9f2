import type { ClassWrite } from '$lib/live-class/live-class.svelte.ts';
import type { ClassHistoryMessages } from '$lib/locale/class-history-messages-en.ts';
import type { Locale } from '$lib/locale/context.ts';

/** Why something is not as it was asked for, as a sentence; null once it is saved. */
export function failureText(
  write: ClassWrite,
  { messages: m }: Locale,
  texts: ClassHistoryMessages,
): string | null {
  switch (write.kind) {
    case 'saved':
      return null;
    case 'not-saved':
      return m.status.notSaved(m.storage[write.refusal.reason].short);
    case 'read-only':
      return texts.readOnly;
    case 'refused':
      return write.refusal.reason === 'nothing-to-restore' ? texts.alreadySo : texts.notDone;
    default:
      return write satisfies never;
  }
}
