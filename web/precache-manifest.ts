import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

interface PrecacheEntry {
  url: string;
  revision: string | null;
  integrity?: string;
  size: number;
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

/**
 * The service worker's list of files, from the list of built client files (`client/…`).
 *
 * Each file carries its hash, and the browser refuses any other content: a network that answers with pages of its own
 * can otherwise leave a broken file under a name that the next, sound installation takes for present. The shell is
 * written after this list, so it has none (the service worker checks it by itself); its revision follows its content,
 * where the plugin's would be the version alone and leave an old shell beside new files of the same commit.
 */
export async function precacheManifest(entries: PrecacheEntry[]): Promise<{ manifest: PrecacheEntry[] }> {
  const files = entries.map(async (entry): Promise<PrecacheEntry> => {
    const url = entry.url.replace(/^client\//, '');
    const integrity = `sha256-${await digest('sha256', 'base64', [new URL(url, clientFolder)])}`;
    return { ...entry, url, integrity };
  });
  const revision = (await digest('sha256', 'hex', shellParts)).slice(0, 16);
  return { manifest: [{ url: shellUrl, revision, size: 0 }, ...(await Promise.all(files))] };
}
