import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** Headers of one answer, in bytes; HTTP/1.1 sends them uncompressed. Most of a page's are its security policy. */
const headerBytes = (file: string) => (file.startsWith('_app/immutable/') ? 430 : 1_280);

/** Weight of a first visit in bytes over the wire (brotli). */
export interface FirstVisitWeight {
  /** Scripts with their headers. */
  scriptBytes: number;
  /** Everything that the first screen asks for, with headers. */
  pageBytes: number;
  /** The page and what the service worker fetches after it, with headers. */
  withPrecacheBytes: number;
  pageFiles: readonly string[];
}

/** One chunk in Vite's manifest. */
interface Chunk {
  file: string;
  name?: string;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
}

type Manifest = Record<string, Chunk>;

function readManifest(kitFolder: string): Manifest {
  return JSON.parse(readFileSync(join(kitFolder, 'output/client/.vite/manifest.json'), 'utf8')) as Manifest;
}

/** Bytes of a built file as the server sends it: its brotli variant where there is one. */
function wireBytes(webBuild: string, file: string): number {
  const path = join(webBuild, file);
  if (existsSync(`${path}.br`)) return statSync(`${path}.br`).size;
  const isCompressed = /\.(png|webp|woff2)$/.test(file);
  return isCompressed ? statSync(path).size : brotliCompressSync(readFileSync(path)).length;
}

/** URLs that the service worker of a build precaches, without the leading slash. */
export function precachedFiles(webBuild: string): string[] {
  const source = readFileSync(join(webBuild, 'service-worker.js'), 'utf8');
  return [...source.matchAll(/\{[^{}]*"url":"([^"]+)"[^{}]*\}/g)].map(([, url = '']) =>
    url.replace(/^\//, ''),
  );
}

/** Keys of the nodes that SvelteKit loads for a route: root layout, error page, layouts, page; groups in brackets have no address. */
function nodesOf(kitFolder: string, wanted: string): string[] {
  const source = readFileSync(join(kitFolder, 'generated/client-optimized/app.js'), 'utf8');
  for (const [, route = '', leaf = '', layouts = ''] of source.matchAll(
    /"(\/[^"]*)": \[~?(\d+)(?:,\[([\d,]*)\])?/g,
  )) {
    if ((route.replace(/\/\([^)]+\)/g, '') || '/') !== wanted) continue;
    const numbers = ['0', '1', ...layouts.split(',').filter((number) => number !== ''), leaf];
    return numbers.map((number) => `.svelte-kit/generated/client-optimized/nodes/${number}.js`);
  }
  throw new Error(`The build has no route ${wanted}`);
}

/** Chunks that are loaded with `keys`, transitively. `lazy` picks the dynamic imports that a first visit follows. */
function closure(manifest: Manifest, keys: readonly string[], lazy: (key: string) => boolean): Set<string> {
  const seen = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (chunk === undefined || seen.has(key)) return;
    seen.add(key);
    chunk.imports?.forEach(visit);
    chunk.dynamicImports?.filter(lazy).forEach(visit);
  };
  keys.forEach(visit);
  return seen;
}

/** Keys of what a route loads, with the start of the app. */
function keysOf(
  kitFolder: string,
  manifest: Manifest,
  route: string,
  lazy: (key: string) => boolean,
): Set<string> {
  const entries = Object.keys(manifest).filter((key) =>
    /runtime\/client\/entry\.js$|client-optimized\/app\.js$/.test(key),
  );
  return closure(manifest, [...entries, ...nodesOf(kitFolder, route)], lazy);
}

const scriptsOf = (chunks: readonly Chunk[]): Set<string> =>
  new Set(chunks.map((chunk) => chunk.file).filter((file) => file.endsWith('.js')));

/**
 * What a first visit of `/` costs, computed from the build alone. The service worker is registered on the first visit,
 * so the chunk that does it counts as the page's; files that the page has fetched and that carry a hash in their name
 * come from the browser's cache when the service worker asks for them again.
 */
export function weighFirstVisit(webFolder: string): FirstVisitWeight {
  const kitFolder = join(webFolder, '.svelte-kit');
  const webBuild = join(webFolder, 'build');
  const manifest = readManifest(kitFolder);
  const keys = keysOf(kitFolder, manifest, '/', (key) => key.includes('workbox-window'));
  const chunks = [...keys].map((key) => manifest[key]).filter((chunk) => chunk !== undefined);
  const scripts = scriptsOf(chunks);
  const styles = new Set(chunks.flatMap((chunk) => chunk.css ?? []));
  const pageFiles = ['200.html', 'favicon.svg', 'manifest.webmanifest', ...scripts, ...styles];
  const laterFiles = precachedFiles(webBuild).filter(
    (file) => !file.startsWith('_app/immutable/') || !pageFiles.includes(file),
  );
  const pageBytes = weigh(webBuild, pageFiles);
  return {
    scriptBytes: weigh(webBuild, scripts),
    pageBytes,
    withPrecacheBytes: pageBytes + weigh(webBuild, [...laterFiles, 'service-worker.js']),
    pageFiles,
  };
}

/**
 * Scripts of the screen of a class in all, in bytes over the wire with their headers: the start of the app, the screen,
 * and what edits and syncs a class, Yjs included.
 */
export function weighClassScreen(webFolder: string): number {
  const kitFolder = join(webFolder, '.svelte-kit');
  const manifest = readManifest(kitFolder);
  const source = (key: string): string => manifest[key]?.name ?? key;
  const keys = keysOf(kitFolder, manifest, '/classes/[id]', (key) =>
    /workbox-window|class-list|classes-engine/.test(source(key)),
  );
  const scripts = scriptsOf([...keys].map((key) => manifest[key]).filter((chunk) => chunk !== undefined));
  const engine = [...keys].some((key) => source(key) === 'classes-engine');
  if (!engine) throw new Error('The build has no chunk classes-engine');
  return weigh(join(webFolder, 'build'), scripts);
}

function weigh(webBuild: string, files: Iterable<string>): number {
  return [...files].reduce((bytes, file) => bytes + wireBytes(webBuild, file) + headerBytes(file), 0);
}
