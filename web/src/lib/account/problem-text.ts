import type { AccountMessages } from '$lib/locale/account-messages-en.ts';

/** The sentence for what is wrong with a field, or null. */
export function problemText(
  m: AccountMessages,
  kind: 'username' | 'displayName' | 'password' | 'other',
  reason: string | undefined,
): string | null {
  if (reason === undefined) return null;
  if (reason === 'missing') return m.fields.missing;
  const refusal = m.failures[reason];
  if (refusal !== undefined) return refusal;
  return (kind === 'other' ? undefined : m.fields[kind][reason]) ?? m.fields.other;
}
