import { createContext } from 'svelte';
import type { Classes } from './classes.svelte.ts';

/** The classes of the profile. `useClasses` throws above the root layout. */
export const [useClasses, provideClasses] = createContext<Classes>();
