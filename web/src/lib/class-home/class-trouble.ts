import type { ClassStatus } from '$lib/class-sync/class-status.ts';

type Why = Extract<ClassStatus, { kind: 'saved' }>['why'];

/** Why a class does not sync, where that is worth a word of its own. */
export type Trouble = Exclude<Why, 'unsent' | 'not-saved' | 'old-epoch'>;

/** Null while all is well, or a matter of moments: the status line says enough then. */
export function troubleOf(status: ClassStatus): Trouble | null {
  if (status.kind !== 'saved') return null;
  const { why } = status;
  return why === 'unsent' || why === 'not-saved' || why === 'old-epoch' ? null : why;
}
