/** What SvelteKit's build says about which chunks a route needs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One chunk in Vite's manifest. */
interface Chunk {
  file: string;
  name?: string;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
}

/** Chunks by key: a source file, or the name of what several share. */
export type Manifest = Record<string, Chunk>;

/** A page: its pattern as in `/classes/[id]`, groups in brackets left out, and the keys of the nodes that it loads. */
export interface KitRoute {
  readonly pattern: string;
  readonly nodes: readonly string[];
}

export function readManifest(kitFolder: string): Manifest {
  return JSON.parse(readFileSync(join(kitFolder, 'output/client/.vite/manifest.json'), 'utf8')) as Manifest;
}

/** All routes, each with the root layout, error page, layouts and page. */
export function readRoutes(kitFolder: string): KitRoute[] {
  const source = readFileSync(join(kitFolder, 'generated/client-optimized/app.js'), 'utf8');
  const routes = source.matchAll(/"(\/[^"]*)": \[~?(\d+)(?:,\[([\d,]*)\])?/g);
  return [...routes].map(([, route = '', leaf = '', layouts = '']) => ({
    pattern: route.replace(/\/\([^)]+\)/g, '') || '/',
    nodes: ['0', '1', ...layouts.split(',').filter((number) => number !== ''), leaf].map(
      (number) => `.svelte-kit/generated/client-optimized/nodes/${number}.js`,
    ),
  }));
}

/** Chunks that are loaded with `keys`, transitively. `lazy` picks the dynamic imports that are followed too. */
export function closure(
  manifest: Manifest,
  keys: readonly string[],
  lazy: (key: string) => boolean = () => false,
): Set<string> {
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
