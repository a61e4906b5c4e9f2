import { createContext } from 'svelte';
import type { AppChrome } from './app-chrome.svelte.ts';

export const [useChrome, provideChrome] = createContext<AppChrome>();
