import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Where the files whose names carry a hash of their content are in a build. */
const HASHED = '_app/immutable';
const LIST = 'releases.json';

const DAY_MS = 24 * 60 * 60 * 1000;
const KEPT_MS = 30 * DAY_MS;
const MIN_KEPT = 3;
/** The server holds every file in memory, so a day of many builds must not fill it. */
const MAX_KEPT = 10;

/** One build that was made here: `files` are paths below the folder of hashed files. */
interface Release {
  readonly builtAtMs: number;
  readonly files: readonly string[];
}

/**
 * Adds the hashed files of former builds to a build, for tabs that are still open on one of them and ask for a part
 * only now. The builds of 30 days are kept, three at least and ten at most, in `archive`.
 * @param nowMs ms since the epoch
 * @returns how many files were brought back
 */
export async function keepFormerFiles(build: string, archive: string, nowMs: number): Promise<number> {
  const hashed = join(build, HASHED);
  const files = await listFiles(hashed);
  const former = (await readReleases(archive)).filter((release) => !isSame(release.files, files));
  const releases = [{ builtAtMs: nowMs, files }, ...former].filter(
    ({ builtAtMs }, i) => i < MIN_KEPT || (i < MAX_KEPT && nowMs - builtAtMs < KEPT_MS),
  );
  await mkdir(archive, { recursive: true });
  // Copied before they are listed: a build that is cut off here leaves files without a list, never the reverse.
  for (const file of files) await cp(join(hashed, file), join(archive, file));
  await writeFile(join(archive, `${LIST}.new`), JSON.stringify(releases));
  await rename(join(archive, `${LIST}.new`), join(archive, LIST));

  const own = new Set(files);
  const kept = new Set(releases.flatMap((release) => release.files));
  let broughtBack = 0;
  for (const file of await listFiles(archive)) {
    if (file === LIST) continue;
    if (!kept.has(file)) await rm(join(archive, file));
    else if (!own.has(file)) {
      await cp(join(archive, file), join(hashed, file));
      broughtBack++;
    }
  }
  return broughtBack;
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** An archive that is missing or cannot be read is begun anew: it holds nothing that anybody typed. */
async function readReleases(archive: string): Promise<Release[]> {
  try {
    return JSON.parse(await readFile(join(archive, LIST), 'utf8')) as Release[];
  } catch {
    return [];
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.join() === b.join();
}
