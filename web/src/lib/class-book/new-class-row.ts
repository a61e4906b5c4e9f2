import { codeFromBytes, formatCode } from '@tallybook/shared/protocol/class-code';
import { idFromBytes } from '@tallybook/shared/revisions/ids';
import { rowFromNew } from '$lib/class-sync/class-info.ts';
import type { SyncParts } from '$lib/class-sync/sync-parts.ts';
import type { DeviceAccount } from '$lib/platform/device-profiles.ts';
import type { ClassRow } from '$lib/platform/schema.ts';
import { uuidFromBytes } from './uuid.ts';

export interface NewClass {
  readonly name: string;
  readonly currency: string;
  readonly look: string;
  /** The class that it goes on from. */
  readonly continues?: string;
}

/** A class that is made on this device, owned by whoever makes it. */
export function newClassRow(
  { name, currency, look, continues }: NewClass,
  { account, now, randomBytes }: Pick<SyncParts, 'now' | 'randomBytes'> & { readonly account: DeviceAccount },
  documentId: string,
): ClassRow {
  const id = uuidFromBytes(randomBytes(16));
  const memberId = idFromBytes('m', randomBytes(12));
  const code = formatCode(codeFromBytes(randomBytes(8)));
  const me = {
    accountId: account.id,
    memberId,
    displayName: account.displayName,
    role: 'owner',
    joinedAt: new Date(now()).toISOString(),
  } as const;
  const made = rowFromNew({ id, name, currency, memberId, code }, documentId);
  return { ...made, members: [me], ...(look !== '' && { look }), ...(continues && { continues }) };
}
