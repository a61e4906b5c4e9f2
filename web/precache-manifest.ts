import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

interface PrecacheEntry {
  url: string;
  revision: string | null;
  integrity?: string;
  size: number;
  /** Of classes and accounts: fetched once the app is used, not while somebody sees it for the first time. */
  later?: true;
}

/** One chunk in Vite's manifest. */
interface Chunk {
  file: string;
  name?: string;
  css?: string[];
  imports?: string[];
}

const webFolder = new URL('./', import.meta.url);
const clientFolder = new URL('.svelte-kit/output/client/', webFolder);
const shellUrl = '200.html';

/** Everything that ends up in the shell: its template, the names of the built files (which follow their content), the version. */
const shellParts = [
  new URL('src/app.html', webFolder),
  new URL('.vite/manifest.json', clientFolder),
  new URL('_app/version.json', clientFolder),
];

async function digest(
  algorithm: 'sha256',
  encoding: 'base64' | 'hex',
  files: readonly URL[],
): Promise<string> {
  const hash = createHash(algorithm);
  for (const file of files) hash.update(await readFile(file));
  return hash.digest(encoding);
}

/** And screens that somebody on a first visit has nothing to show in. */
const chunksOfClasses =
  /^(class-(?!list$)[a-z-]+|classes-engine|all-search|budgets|exchange-rates|insights|people|own-records|recurr(?:ence|ence-rule|ing)|category-(?:commands|writer)|use-category-changes|LearntTitles|ForgottenPasscode|split-editor|QrCode)$/;

/** Everything that a chunk cannot start without: itself, and what it imports before it runs. */
function withImports(chunks: Record<string, Chunk>, key: string, found = new Set<string>()): Set<string> {
  if (found.has(key)) return found;
  found.add(key);
  for (const imported of chunks[key]?.imports ?? []) withImports(chunks, imported, found);
  return found;
}

/**
 * Files that only classes, accounts and these need: their chunks, and what imports one of these.
 *
 * @throws where any other page needs one of them by way of a chunk of its own: it would not open without a network
 * until those are kept.
 */
async function filesOfClasses(): Promise<ReadonlySet<string>> {
  const text = await readFile(new URL('.vite/manifest.json', clientFolder), 'utf8');
  const chunks = JSON.parse(text) as Record<string, Chunk>;
  const nameOf = (key: string): string => chunks[key]?.name ?? '';
  const isOfClasses = (key: string): boolean => chunksOfClasses.test(nameOf(key));
  const isPage = (key: string): boolean => /\/(nodes|entry)\//.test(chunks[key]?.file ?? '');
  const isLater = (key: string): boolean =>
    isOfClasses(key) || (chunks[key]?.imports?.some(isOfClasses) ?? false);

  for (const page of Object.keys(chunks).filter((key) => isPage(key) && !isLater(key))) {
    const missing = [...withImports(chunks, page)].find(isOfClasses);
    if (missing) {
      const via = [...withImports(chunks, page)].filter((key) => chunks[key]?.imports?.includes(missing));
      throw new Error(
        `${page} needs the chunk ${nameOf(missing)} by way of ${via.map(nameOf).join(', ')}, and it is kept later: ` +
          'give what they share a chunk of its own in chunkGroups in vite.config.ts',
      );
    }
  }

  const files = Object.keys(chunks)
    .filter(isLater)
    .flatMap((key) => [chunks[key]?.file ?? '', ...(chunks[key]?.css ?? [])]);
  if (files.length === 0)
    throw new Error('The build has no chunks of classes: see chunkGroups in vite.config.ts');
  return new Set(files);
}

/**
 * The service worker's list of files, from the list of built client files (`client/…`).
 *
 * Each file carries its hash, and the browser refuses any other content: a network that answers with pages of its own
 * can otherwise leave a broken file under a name that the next, sound installation takes for present. The shell is
 * written after this list, so it has none (the service worker checks it by itself); its revision follows its content,
 * where the plugin's would be the version alone and leave an old shell beside new files of the same commit.
 */
export async function precacheManifest(entries: PrecacheEntry[]): Promise<{ manifest: PrecacheEntry[] }> {
  const ofClasses = await filesOfClasses();
  const files = entries.map(async (entry): Promise<PrecacheEntry> => {
    const url = entry.url.replace(/^client\//, '');
    const integrity = `sha256-${await digest('sha256', 'base64', [new URL(url, clientFolder)])}`;
    return { ...entry, url, integrity, ...(ofClasses.has(url) && { later: true as const }) };
  });
  const revision = (await digest('sha256', 'hex', shellParts)).slice(0, 16);
  return { manifest: [{ url: shellUrl, revision, size: 0 }, ...(await Promise.all(files))] };
}
