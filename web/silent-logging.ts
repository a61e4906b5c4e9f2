/* eslint-disable no-console -- these are the notes that Yjs itself has for whoever develops with it */

/** What Yjs uses of `lib0/logging`: its notes go to the console as plain text, without styles. */
export const BOLD = '';
export const UNBOLD = '';
export const ORANGE = '';
export const RED = '';

export const print = (...parts: unknown[]): void => console.log(...parts);
export const warn = (...parts: unknown[]): void => console.warn(...parts);
