const contentTypesByExtension: ReadonlyMap<string, RegExp> = new Map([
  ['js', /^(text|application)\/javascript\b/],
  ['css', /^text\/css\b/],
  ['html', /^text\/html\b/],
  ['json', /^application\/json\b/],
  ['webmanifest', /^application\/(manifest\+)?json\b/],
  ['svg', /^image\/svg\+xml\b/],
  ['png', /^image\/png\b/],
  ['webp', /^image\/webp\b/],
  ['ico', /^image\/(x-icon|vnd\.microsoft\.icon)\b/],
  ['woff2', /^font\/woff2\b/],
]);

/** What the guard looks at in an answer; `Response` has all of it. */
export type PrecacheAnswer = Pick<Response, 'ok' | 'type' | 'redirected' | 'headers'>;

/**
 * Whether an answer may stand in the precache under `path`. A captive portal, a proxy or a sign-in page answers
 * with status 200 and a page of its own: one such page in place of a script, and the app never starts again.
 * A path whose extension is not known is refused, so that a new kind of file is listed here first.
 */
export function mayPrecache(path: string, answer: PrecacheAnswer): boolean {
  if (!answer.ok || answer.redirected || answer.type !== 'basic') return false;
  const extension = /\.([a-z0-9]+)$/.exec(path)?.[1] ?? '';
  const expected = contentTypesByExtension.get(extension);
  return expected?.test(answer.headers.get('content-type') ?? '') ?? false;
}

const scriptReference = /\/_app\/immutable\/[\w./-]+\.(?:js|css)/g;

/**
 * Whether `html` is the shell of the build that precaches `precachedPaths`: it refers to scripts of ours, and to none
 * that this build lacks. A portal's page has none, and a shell of the next build (deployed while this one was being
 * fetched) would ask for chunks that are in no cache.
 */
export function isShellOfBuild(html: string, precachedPaths: ReadonlySet<string>): boolean {
  const references = html.match(scriptReference) ?? [];
  return references.length > 0 && references.every((path) => precachedPaths.has(path));
}
