import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ENCODINGS, isEncodedVariant } from './encodings.ts';
import type { EncodingName } from './encodings.ts';
import { collectInlineHashes } from './inline-hashes.ts';
import type { InlineHashes } from './inline-hashes.ts';

/** One file of the built app, held in memory with its compressed variants. */
export interface WebFile {
  /** Path as in the address, with a leading slash. */
  readonly path: string;
  readonly body: Buffer;
  readonly variants: ReadonlyMap<EncodingName, Buffer>;
  /** Hash of the content, without quotes. */
  readonly tag: string;
}

/** A consistent picture of one build: a rebuild while the server runs is served after a restart. */
export interface WebBuild {
  readonly fileByPath: ReadonlyMap<string, WebFile>;
  /** The page of every app route. */
  readonly shell: WebFile;
  /** `kit.version.name` of the build, or `unknown`. */
  readonly version: string;
  readonly inlineHashes: InlineHashes;
  /** What pages need beyond what the shell names; the first whose address matches counts. */
  readonly preloads: readonly PagePreload[];
}

/** What a browser is told to fetch together with the shell of a page. */
interface PagePreload {
  readonly address: RegExp;
  /** Value of the header `Link`. */
  readonly link: string;
}

const SHELL_PATH = '/200.html';
/** Written by the build; its name begins with a dot, so it is never served. */
const PRELOADS_FILE = '.preloads.json';

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((name) => !name.split(sep).some((part) => part.startsWith('.')));
}

async function readWebFile(folder: string, name: string, names: ReadonlySet<string>): Promise<WebFile> {
  const body = await readFile(join(folder, name));
  const variants = new Map<EncodingName, Buffer>();
  for (const encoding of ENCODINGS) {
    const variantName = name + encoding.suffix;
    if (names.has(variantName)) variants.set(encoding.name, await readFile(join(folder, variantName)));
  }
  const tag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return { path: `/${name.split(sep).join('/')}`, body, variants, tag };
}

function readVersion(file: WebFile | undefined): string {
  try {
    const parsed: unknown = JSON.parse(file?.body.toString('utf8') ?? '');
    if (typeof parsed === 'object' && parsed !== null && 'version' in parsed) return String(parsed.version);
  } catch {
    // A build without a readable version is still served; the app then shows `unknown`.
  }
  return 'unknown';
}

async function readPreloads(folder: string): Promise<PagePreload[]> {
  let text: string;
  try {
    text = await readFile(join(folder, PRELOADS_FILE), 'utf8');
  } catch {
    return []; // Pages then load in one more step, and nothing else changes.
  }
  const listed = JSON.parse(text) as { address: string; link: string }[];
  return listed.map(({ address, link }) => ({ address: new RegExp(address), link }));
}

/** Reads the whole build into memory; undefined when there is none (no folder, or no shell in it). */
export async function readWebBuild(folder: string): Promise<WebBuild | undefined> {
  const names = new Set(await listFiles(folder).catch(() => []));
  const originals = [...names].filter((name) => !isEncodedVariant(name));
  const files = await Promise.all(originals.map((name) => readWebFile(folder, name, names)));
  const fileByPath = new Map(files.map((file) => [file.path, file]));
  const shell = fileByPath.get(SHELL_PATH);
  if (shell === undefined) return undefined;
  const textsOf = (suffix: string): string[] =>
    files.filter((file) => file.path.endsWith(suffix)).map((file) => file.body.toString('utf8'));
  return {
    fileByPath,
    shell,
    version: readVersion(fileByPath.get('/_app/version.json')),
    inlineHashes: collectInlineHashes(textsOf('.html'), textsOf('.js')),
    preloads: await readPreloads(folder),
  };
}
