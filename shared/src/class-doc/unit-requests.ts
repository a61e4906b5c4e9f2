import { isSameJson } from '../revisions/json-shape.ts';
import type { ClassLedger } from './class-ledger.ts';

/** A unit that others want a member to be in. */
export interface UnitRequest {
  readonly memberIds: readonly string[];
  /** Who say so, by code unit. */
  readonly fromIds: readonly string[];
}

/** What others said of a member since they spoke of it themselves, units that count already aside. [D37] */
export function unitRequests(ledger: ClassLedger, memberId: string): UnitRequest[] {
  const me = ledger.identity(memberId);
  const wishes = ledger.unitWishes();
  const mine = wishes.get(me);
  const said = new Map<string, { memberIds: readonly string[]; fromIds: Set<string> }>();
  for (const [id, { memberIds, saidAt, saidBy }] of wishes) {
    if (id === me || saidBy === me || !memberIds?.includes(me) || saidAt <= (mine?.saidAt ?? -1)) continue;
    if (mine && isSameJson(mine.memberIds, memberIds)) continue;
    const key = memberIds.join(' ');
    const request = said.get(key) ?? { memberIds, fromIds: new Set() };
    request.fromIds.add(saidBy);
    said.set(key, request);
  }
  return Array.from(said.entries())
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { memberIds, fromIds }]) => ({ memberIds, fromIds: Array.from(fromIds).sort() }));
}

/** What a member said without the others agreeing so far: whom it waits for, and who has said otherwise since. */
interface OpenWish {
  readonly memberIds: readonly string[];
  readonly waitingIds: readonly string[];
  readonly otherwiseIds: readonly string[];
}

/** Null when a member says nothing, or settles as one already. [D37] */
export function openWish(ledger: ClassLedger, memberId: string): OpenWish | null {
  const me = ledger.identity(memberId);
  const wishes = ledger.unitWishes();
  const mine = wishes.get(me);
  if (!mine?.memberIds || ledger.units().has(me)) return null;
  const unlike = mine.memberIds.filter(
    (id) => !isSameJson(wishes.get(id)?.memberIds ?? null, mine.memberIds),
  );
  const hasSpokenSince = (id: string): boolean => (wishes.get(id)?.saidAt ?? -1) > mine.saidAt;
  return {
    memberIds: mine.memberIds,
    waitingIds: unlike.filter((id) => !hasSpokenSince(id)),
    otherwiseIds: unlike.filter(hasSpokenSince),
  };
}
