import type { AccountRecord, AccountStore } from '../storage/port.ts';

/**
 * Changes an account as it is now, which may be newer than what the caller looked at. Undefined when the account is
 * gone or `change` answers undefined, and then nothing is written.
 */
export async function changeAccount(
  storage: Pick<AccountStore, 'update'>,
  accountId: string,
  change: (record: AccountRecord) => AccountRecord | undefined,
): Promise<{ readonly before: AccountRecord; readonly after: AccountRecord } | undefined> {
  const changed: AccountRecord[] = [];
  const after = await storage.update(accountId, (record) => {
    const next = change(record);
    changed.length = 0;
    if (next !== undefined) changed.push(record);
    return next ?? record;
  });
  const [before] = changed;
  return after === undefined || before === undefined ? undefined : { before, after };
}
