import { derivedId } from '../revisions/derived-id.ts';

/**
 * The entity id of a suggested payment: two people who record the same one on two devices write two revisions of one
 * entity, and it is paid once. `pairSettlementIds` are the entity ids of all settlements that the two ever made, deleted
 * ones too, in any order: each further one makes a new suggestion, even of the same amount (minor units). [P11]
 */
export function suggestionId(
  fromId: string,
  toId: string,
  currency: string,
  amountMinor: bigint,
  pairSettlementIds: Iterable<string>,
): string {
  const settlementIds = [...new Set(pairSettlementIds)].sort();
  return derivedId('s', [fromId, toId, currency, String(amountMinor), ...settlementIds]);
}
