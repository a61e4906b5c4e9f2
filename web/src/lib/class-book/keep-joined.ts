import type { ClassBody } from '@tallybook/shared/protocol/api-types';
import { rowFromSummary, withInfo } from '$lib/class-sync/class-info.ts';
import type { ClassStore } from '$lib/platform/class-store.ts';
import { stored, type StorageResult } from '$lib/platform/storage-result.ts';

/** Keeps on this device what the server says of a class that was joined; true when it was not known here before. */
export async function keepJoined(
  store: ClassStore,
  body: ClassBody,
  documentId: string,
): Promise<StorageResult<boolean>> {
  const known = await store.change(body.id, (row) => ({ ...withInfo(row, body), refusal: null }));
  if (!known.ok) return known;
  if (known.value) return stored(false);
  const summary = { ...body, memberCount: body.members.length };
  const added = await store.add(withInfo(rowFromSummary(summary, documentId), body));
  return added.ok ? stored(true) : added;
}
