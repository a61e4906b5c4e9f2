import { createHash } from 'node:crypto';

/** CSP source expressions (`'sha256-…'`) for what the built app carries inline. */
export interface InlineHashes {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  readonly styleAttributes: readonly string[];
}

const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi;
const STYLE = /<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi;
const STYLE_ATTRIBUTE = /<[a-z][^<>]*?\sstyle="([^"]*)"/gi;
/**
 * SvelteKit's live region for page titles hides itself with a style attribute. It is in the built scripts, in a string
 * whose quotes may be escaped; the only one allowed there.
 */
const ANNOUNCER_STYLE = /id=\\?"svelte-announcer\\?"[^<>]*?\sstyle=\\?"([^"\\]*)\\?"/g;

function hashInline(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function captures(text: string, pattern: RegExp, group = 1): string[] {
  return [...text.matchAll(pattern)].map((match) => match[group] ?? '');
}

/**
 * Finds what a strict policy must allow by name. The markup is our own build's, so patterns suffice: one they missed
 * would be blocked by the browser, never let through.
 */
export function collectInlineHashes(pages: readonly string[], scripts: readonly string[]): InlineHashes {
  const inlineScripts = pages.flatMap((page) =>
    [...page.matchAll(SCRIPT)].flatMap(([, attributes = '', body = '']) =>
      /\ssrc\s*=/i.test(attributes) ? [] : [body],
    ),
  );
  const markup = pages.map((page) => page.replace(SCRIPT, ''));
  const unique = (texts: readonly string[]): string[] => [...new Set(texts.map(hashInline))];
  return {
    scripts: unique(inlineScripts),
    styles: unique(markup.flatMap((page) => captures(page, STYLE))),
    styleAttributes: unique([
      ...markup.flatMap((page) => captures(page, STYLE_ATTRIBUTE)),
      ...scripts.flatMap((script) => captures(script, ANNOUNCER_STYLE)),
    ]),
  };
}
