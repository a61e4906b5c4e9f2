import type { CommandRefusal } from '@tallybook/shared/class-doc/commands/command-refusal';
import type { ClassHomeMessages } from '$lib/locale/class-home-messages-en.ts';

/** What a payment that was not taken asks for: a look at another entry, a decision, or another value. */
export type PayRefusal =
  | { readonly kind: 'already-recorded'; readonly entityId: string }
  | { readonly kind: 'outdated' }
  | { readonly kind: 'text'; readonly text: string };

export function payRefusal(refusal: CommandRefusal, texts: ClassHomeMessages): PayRefusal {
  const { reason } = refusal;
  if (reason === 'already-recorded') return { kind: reason, entityId: refusal.entityId };
  if (reason === 'suggestion-outdated') return { kind: 'outdated' };
  if (reason === 'unknown-member') return { kind: 'text', text: texts.pay.unknownMember };
  if (reason === 'same-member') return { kind: 'text', text: texts.pay.samePerson };
  if (reason === 'record-too-large') return { kind: 'text', text: texts.pay.tooLarge };
  // The form has checked its fields; what else a command can refuse is not about payments.
  return { kind: 'text', text: texts.pay.refused };
}
