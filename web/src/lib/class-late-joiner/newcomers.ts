import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';

/** How many days it is news that somebody has joined. */
const NEWS_FOR_DAYS = 14;

/**
 * Others who have joined of late with an account, after something had been recorded, and who are part of nothing yet:
 * canonical ids, the latest first.
 */
export function newcomers(
  ledger: ClassLedger,
  { myMemberId, nowMs }: { myMemberId: string; nowMs: number },
): readonly string[] {
  const myId = ledger.identity(myMemberId);
  const since = nowMs - NEWS_FOR_DAYS * 24 * 60 * 60 * 1000;
  const recent = Array.from(ledger.members().values()).filter(
    ({ id, canonicalId, isAuthor, hasLeft, createdAt }) =>
      isAuthor && !hasLeft && canonicalId === id && id !== myId && createdAt > since,
  );
  if (recent.length === 0) return [];
  let firstAt = Infinity;
  const named = new Set<string>();
  for (const { deleted, kind, createdAt, legs } of ledger.entries()) {
    if (deleted) continue;
    if (kind === 'expense' || kind === 'income') firstAt = Math.min(firstAt, createdAt);
    for (const { pay, owe } of legs) for (const [id] of [...pay, ...owe]) named.add(ledger.identity(id));
  }
  return recent
    .filter(({ id, createdAt }) => createdAt > firstAt && !named.has(id))
    .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}
