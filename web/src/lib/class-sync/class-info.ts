import type { ClassBody, ClassSummaryBody } from '@tallybook/shared/protocol/api-types';
import type { ClassRow } from '$lib/platform/schema.ts';

/** A class that this device has nothing of yet but what the list says. */
export function rowFromSummary(summary: ClassSummaryBody, documentId: string): ClassRow {
  const { id, name, currency, memberId, role, epoch } = summary;
  return { ...emptyRow(id, documentId), name, currency, memberId, role, epoch, isOnServer: true };
}

/** A class made on this device, which the server is told of when it can be reached. */
export function rowFromNew(
  made: Pick<ClassRow, 'id' | 'name' | 'currency' | 'memberId' | 'code'>,
  documentId: string,
): ClassRow {
  return { ...emptyRow(made.id, documentId), ...made, role: 'owner' };
}

/** The row with what the server says of a class; its document stays what it is. */
export function withInfo(row: ClassRow, body: ClassBody): ClassRow {
  const { code, joining, memberId, role, members, recovered } = body;
  return {
    ...row,
    ...called(row, body),
    code,
    joining,
    memberId,
    role,
    members,
    recovered,
    isOnServer: true,
  };
}

/** As `withInfo`, from the list: whoever is listed is a member. */
export function withSummary(row: ClassRow, summary: ClassSummaryBody): ClassRow {
  const { memberId, role } = summary;
  const { name, currency } = called(row, summary);
  const same =
    row.name === name && row.currency === currency && row.memberId === memberId && row.role === role;
  if (same && row.isOnServer && row.refusal !== 'removed') return row;
  const refusal = row.refusal === 'removed' ? null : row.refusal;
  return { ...row, name, currency, memberId, role, isOnServer: true, refusal };
}

/** What the class is called: once the document was read the server only repeats what it said, and maybe of yesterday. */
function called(
  row: ClassRow,
  body: Pick<ClassBody, 'name' | 'currency'>,
): Pick<ClassRow, 'name' | 'currency'> {
  const { name, currency } = row.look === undefined ? body : row;
  return { name, currency };
}

/**
 * The row after the server has confirmed so many records of each client: what was saved before is on its disk. Somebody
 * who is let in is no longer refused.
 */
export function withConfirmed(
  row: ClassRow,
  documentId: string,
  confirmed: ReadonlyMap<number, number>,
): ClassRow {
  if (row.documentId !== documentId) return row;
  const saved = Object.entries(row.unsent);
  const open = saved.filter(([client, count]) => (confirmed.get(Number(client)) ?? 0) < count);
  if (open.length === saved.length && row.refusal === null) return row;
  return { ...row, unsent: Object.fromEntries(open), refusal: null };
}

function emptyRow(id: string, documentId: string): ClassRow {
  return {
    id,
    documentId,
    epoch: 1,
    seq: -1,
    isOnServer: false,
    unsent: {},
    revision: 0,
    derivedRevision: 0,
    balances: [],
    refusal: null,
    name: '',
    currency: '',
    code: '',
    joining: 'open',
    memberId: '',
    role: 'member',
    members: [],
  };
}
