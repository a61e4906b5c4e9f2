import { createContext } from 'svelte';
import type { LiveClass } from './live-class.svelte.ts';

/** The class that the screens below a class's layout show. `useLiveClass` throws above it. */
export const [useLiveClass, provideLiveClass] = createContext<LiveClass>();
