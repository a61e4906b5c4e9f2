import type { DeviceAccount } from '$lib/platform/device-profiles.ts';
import { clearSessionMemories } from '$lib/platform/session-memory.ts';
import type { Account } from '$lib/profile/account.svelte.ts';

/**
 * The page that is loaded next works with this account. What another account typed in this tab is not offered to it;
 * what was typed without one was typed on the way here, and stays.
 */
export function enterAccount(account: Account, entered: DeviceAccount): void {
  if (account.current !== null && account.current.id !== entered.id) clearSessionMemories();
  account.useNext(entered);
}
