import type { ClassListItem } from '$lib/class-book/classes.svelte.ts';
import { normalizeCode } from '@tallybook/shared/protocol/class-code';

/** The class on this device with this normalized code, unless only the server can say whether I am still in it. */
export function findOwnClass(list: readonly Pick<ClassListItem, 'row'>[], code: string): string | null {
  const found = list.find(({ row }) => normalizeCode(row.code) === code)?.row;
  if (found?.refusal !== null) return null;
  const me = found.members.find(({ memberId }) => memberId === found.memberId);
  return me?.leftAt === undefined ? found.id : null;
}
