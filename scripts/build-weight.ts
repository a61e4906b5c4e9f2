import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { closure, readManifest, readRoutes, type Manifest } from './kit-routes.ts';

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
  /** That and what the service worker fetches once the app is used: everything. */
  withLaterPartsBytes: number;
  pageFiles: readonly string[];
}

/** Bytes of a built file as the server sends it: its brotli variant where there is one. */
function wireBytes(webBuild: string, file: string): number {
  const path = join(webBuild, file);
  if (existsSync(`${path}.br`)) return statSync(`${path}.br`).size;
  const isCompressed = /\.(png|webp|woff2)$/.test(file);
  return isCompressed ? statSync(path).size : brotliCompressSync(readFileSync(path)).length;
}

/** URLs that the service worker of a build precaches, without the leading slash; `first`: during a first visit already. */
export function precachedFiles(webBuild: string, when: 'first' | 'ever' = 'ever'): string[] {
  const source = readFileSync(join(webBuild, 'service-worker.js'), 'utf8');
  return [...source.matchAll(/\{[^{}]*"url":"([^"]+)"[^{}]*\}/g)]
    .filter(([entry]) => when === 'ever' || !entry.includes('"later":true'))
    .map(([, url = '']) => url.replace(/^\//, ''));
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
  const nodes = readRoutes(kitFolder).find(({ pattern }) => pattern === route)?.nodes;
  if (!nodes) throw new Error(`The build has no route ${route}`);
  return closure(manifest, [...entries, ...nodes], lazy);
}

/** What the header that tells the browser of the page's files adds to the answer for `/`. */
function linkHeaderBytes(webBuild: string): number {
  const preloads = JSON.parse(readFileSync(join(webBuild, '.preloads.json'), 'utf8')) as {
    address: string;
    link: string;
  }[];
  const ofStart = preloads.find(({ address }) => address === '^/$');
  return ofStart ? `Link: ${ofStart.link}\r\n`.length : 0;
}

const scriptsOf = (chunks: readonly Manifest[string][]): Set<string> =>
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
  const beyondPage = (files: readonly string[]): string[] => [
    ...files.filter((file) => !file.startsWith('_app/immutable/') || !pageFiles.includes(file)),
    'service-worker.js',
  ];
  const pageBytes = weigh(webBuild, pageFiles) + linkHeaderBytes(webBuild);
  return {
    scriptBytes: weigh(webBuild, scripts),
    pageBytes,
    withPrecacheBytes: pageBytes + weigh(webBuild, beyondPage(precachedFiles(webBuild, 'first'))),
    withLaterPartsBytes: pageBytes + weigh(webBuild, beyondPage(precachedFiles(webBuild))),
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
