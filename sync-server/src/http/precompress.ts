import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { ENCODINGS, isEncodedVariant } from './encodings.ts';
import type { EncodingName } from './encodings.ts';

/** Pictures and fonts are compressed already. */
const COMPRESSIBLE = new Set(
  '.css .html .ico .js .json .map .mjs .svg .txt .wasm .webmanifest .xml'.split(' '),
);
/** Below this the answer fits one packet either way. */
const MIN_BYTES = 1024;

const compressByName: Record<EncodingName, (body: Buffer) => Promise<Buffer>> = {
  br: (body) =>
    promisify(brotliCompress)(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  gzip: (body) => promisify(gzip)(body, { level: constants.Z_BEST_COMPRESSION }),
};

/** Writes or removes one variant; resolves to whether one was written. */
async function precompressFile(path: string, { name, suffix }: (typeof ENCODINGS)[number]): Promise<boolean> {
  const variantPath = path + suffix;
  const [original, variant] = await Promise.all([stat(path), stat(variantPath).catch(() => undefined)]);
  const isWanted = COMPRESSIBLE.has(extname(path)) && original.size > MIN_BYTES;
  if (isWanted && variant !== undefined && variant.mtimeMs > original.mtimeMs) return false;
  const body = isWanted ? await readFile(path) : undefined;
  const compressed = body && (await compressByName[name](body));
  if (body && compressed && compressed.length < body.length) {
    await writeFile(variantPath, compressed);
    return true;
  }
  await rm(variantPath, { force: true });
  return false;
}

/**
 * Puts a brotli (quality 11) and a gzip (level 9) variant beside every compressible file over 1 kB in the folder and
 * below. Variants newer than their original are kept, so a second run does next to nothing.
 * @returns how many variants were written
 */
export async function precompressFolder(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !isEncodedVariant(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  // zlib works on Node's thread pool, which bounds how many run at once.
  const written = await Promise.all(
    paths.flatMap((path) => ENCODINGS.map((encoding) => precompressFile(path, encoding))),
  );
  return written.filter(Boolean).length;
}
