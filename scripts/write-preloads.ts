/**
 * Writes down which files each page of a build needs beyond those that its shell names, so that the server can tell the
 * browser with the shell: it then fetches them at once, not after the start of the app has found them. Run it after the
 * web app's build.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { closure, readManifest, readRoutes, type KitRoute } from './kit-routes.ts';

const webFolder = join(import.meta.dirname, '../web');
const kitFolder = join(webFolder, '.svelte-kit');
const webBuild = join(webFolder, 'build');
const manifest = readManifest(kitFolder);
const shell = readFileSync(join(webBuild, '200.html'), 'utf8');
const scriptsOfShell = [...shell.matchAll(/<link href="([^"]+)" rel="modulepreload">/g)].map(
  ([, path]) => `<${path}>; rel=modulepreload`,
);

/** Pages of one class work with its document as soon as they are open. */
const needsEngine = (pattern: string): boolean => pattern === '/join' || pattern.startsWith('/classes/[id]');
const engineKeys = Object.keys(manifest).filter((key) => manifest[key]?.name === 'classes-engine');

function linkHeader({ pattern, nodes }: KitRoute): string {
  const keys = closure(manifest, needsEngine(pattern) ? [...nodes, ...engineKeys] : nodes);
  const chunks = [...keys].map((key) => manifest[key]).filter((chunk) => chunk !== undefined);
  const scripts = chunks.map(({ file }) => `</${file}>; rel=modulepreload`);
  const styles = [...new Set(chunks.flatMap(({ css }) => css ?? []))].map(
    (file) => `</${file}>; rel=preload; as=style; crossorigin`,
  );
  const isInShell = (link: string): boolean => shell.includes(link.slice(1, link.indexOf('>')));
  const ofPage = [...scripts, ...styles].filter((link) => !isInShell(link));
  // Few requests run at a time, and everything waits for the start of the app: it goes first.
  return ofPage.length === 0 ? '' : [...scriptsOfShell, ...ofPage].join(', ');
}

/** What an address of the page looks like, as the source of a regular expression. */
function addressPattern(pattern: string): string {
  return `^${pattern.replace(/\[[^\]]+\]/g, '[^/]+')}$`;
}

const dynamicParts = ({ pattern }: KitRoute): number => pattern.split('[').length;
const preloads = readRoutes(kitFolder)
  // `/classes/new` is a page of its own and no class of that name.
  .sort((a, b) => dynamicParts(a) - dynamicParts(b))
  .map((route) => ({ address: addressPattern(route.pattern), link: linkHeader(route) }))
  .filter(({ link }) => link !== '');
writeFileSync(join(webBuild, '.preloads.json'), `${JSON.stringify(preloads, null, 2)}\n`);
console.log(`web: wrote what ${preloads.length} pages need beyond the shell`);
