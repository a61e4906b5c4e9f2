import { createContext } from 'svelte';
import type { Formats } from './formats.ts';
import type { Messages } from './messages-en.ts';

export interface Locale {
  language: string;
  numberLocale: string;
  messages: Messages;
  formats: Formats;
}

export const [useLocale, provideLocale] = createContext<Locale>();
