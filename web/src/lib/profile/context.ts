import { createContext } from 'svelte';
import type { Account } from './account.svelte.ts';

/** Who uses the app on this device. `useAccount` throws above the root layout. */
export const [useAccount, provideAccount] = createContext<Account>();
