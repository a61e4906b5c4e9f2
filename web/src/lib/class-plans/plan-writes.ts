import type { CommandRefusal } from '@tallybook/shared/class-doc/commands/command-refusal';
import type { ClassWrite, LiveClass } from '$lib/live-class/live-class.svelte.ts';
import type { ClassPlansMessages } from '$lib/locale/class-plans-messages-en.ts';
import type { Messages } from '$lib/locale/messages-en.ts';

interface Words {
  readonly t: ClassPlansMessages;
  readonly m: Messages;
  readonly live: Pick<LiveClass, 'member'>;
}

/** Why something about a plan was not done and what to do, as a sentence; null when it was. */
export function describeWrite(write: ClassWrite, words: Words): string | null {
  const { t, m } = words;
  switch (write.kind) {
    case 'saved':
      return null;
    case 'not-saved':
      return t.problems.notSaved(m.storage[write.refusal.reason].advice);
    case 'read-only':
      return t.problems.readOnly;
    case 'refused':
      return describeRefusal(write.refusal, words);
  }
}

function describeRefusal(refusal: CommandRefusal, { t, live }: Words): string {
  const { reason } = refusal;
  if (reason === 'fields') {
    const ids = refusal.faults.flatMap((fault) => (fault.field === 'members' ? fault.memberIds : []));
    const names = ids.flatMap((id) => live.member(id).name ?? []);
    return names.length > 0 ? t.problems.left(names.join(', ')) : t.problems.refused;
  }
  if (reason === 'record-too-large') return t.problems.tooLarge;
  const isGone = reason === 'unknown-entity' || reason === 'deleted' || reason === 'kind-is-fixed';
  return isGone ? t.problems.changed : t.problems.refused;
}
