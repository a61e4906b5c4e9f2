import { createContext } from 'svelte';
import type { OpenLedger } from './open-ledger.ts';

/** The profile that the screens below the root layout work with. `useLedger` throws above it. */
export const [useLedger, provideLedger] = createContext<OpenLedger>();
