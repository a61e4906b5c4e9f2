import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { pointerOf } from '@tallybook/shared/class-doc/identities';

/** What it means that somebody is the same person as a member without an account. */
export interface ClaimMeaning {
  /** Live entries that name the member. */
  readonly entryCount: number;
  /** Those of them that name both: the person then has both parts. */
  readonly bothCount: number;
  /** What they owe or are owed, which counts for the person then. */
  readonly balances: readonly { readonly currency: string; readonly minor: bigint }[];
}

/** What `claimMember` said of a member without an account and somebody who writes. */
export interface MadeClaim {
  readonly memberId: string;
  /** As the member was called. */
  readonly name: string | null;
  /** Canonical. */
  readonly asId: string;
  /** Canonical: who said so. */
  readonly byId: string;
  readonly revisionId: string;
  readonly atMs: number;
  /** I said so of myself at the same time, and the other claim counts. */
  readonly isMineLost: boolean;
}

export function meaningOf(ledger: ClassLedger, memberId: string, asId: string): ClaimMeaning {
  const [theirs, mine] = [ledger.identity(memberId), ledger.identity(asId)];
  let entryCount = 0;
  let bothCount = 0;
  for (const { deleted, legs } of ledger.entries()) {
    if (deleted) continue;
    const named = new Set(
      legs.flatMap(({ pay, owe }) => [...pay, ...owe].map(([id]) => ledger.identity(id))),
    );
    if (!named.has(theirs)) continue;
    entryCount += 1;
    if (named.has(mine)) bothCount += 1;
  }
  const balances = Array.from(ledger.balances()).flatMap(([currency, figures]) => {
    const minor = figures.get(theirs)?.balanceMinor ?? 0n;
    return minor === 0n ? [] : [{ currency, minor }];
  });
  return { entryCount, bothCount, balances };
}

/** Every member without an account who counts as somebody with one, the latest claim first. */
export function madeClaims(ledger: ClassLedger, myId: string): MadeClaim[] {
  const claims: MadeClaim[] = [];
  for (const { id, name, isAuthor } of ledger.members().values()) {
    const entity = ledger.entity(id);
    const group = entity?.groups.get('same');
    const asId = ledger.identity(id);
    if (isAuthor || !entity || !group || pointerOf(entity) === null || asId === id) continue;
    const revision = ledger.revision(group.revisionId);
    if (!revision) continue;
    const lost = (entity.overwritten.get('same') ?? []).map((key) => ledger.revision(key)?.s['same']);
    const isMineLost = lost.some((same) => typeof same === 'string' && ledger.identity(same) === myId);
    claims.push({
      ...{ memberId: id, name, asId, byId: ledger.identity(revision.a) },
      ...{ revisionId: group.revisionId, atMs: revision.t, isMineLost: isMineLost && asId !== myId },
    });
  }
  return claims.sort((a, b) => b.atMs - a.atMs || (a.memberId < b.memberId ? -1 : 1));
}

/** How many days a claim of somebody else is news. */
const NEWS_FOR_DAYS = 60;

/** Claims of others since I am in the class, which nobody has asked me about. */
export function claimNews(
  ledger: ClassLedger,
  { myMemberId, nowMs }: { myMemberId: string; nowMs: number },
): MadeClaim[] {
  const myId = ledger.identity(myMemberId);
  const since = Math.max(
    ledger.members().get(myMemberId)?.createdAt ?? 0,
    nowMs - NEWS_FOR_DAYS * 24 * 60 * 60 * 1000,
  );
  return madeClaims(ledger, myId).filter(({ byId, atMs }) => byId !== myId && atMs > since);
}

/**
 * The members without an account whom somebody who has just joined may be: others added them before. Nobody once I have
 * said who I am. `candidates` are canonical ids.
 */
export function askedAbout(
  ledger: ClassLedger,
  candidates: readonly string[],
  myMemberId: string,
): readonly string[] {
  const myId = ledger.identity(myMemberId);
  const mine = ledger.members().get(myMemberId);
  const hasAnswered = Array.from(ledger.members().keys()).some(
    (id) => id !== myMemberId && id !== myId && ledger.identity(id) === myId,
  );
  if (hasAnswered || !mine || myId !== myMemberId) return [];
  return candidates.filter((id) => {
    const member = ledger.members().get(id);
    return member && ledger.identity(member.createdBy) !== myId && member.createdAt < mine.createdAt;
  });
}
