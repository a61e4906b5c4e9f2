import { join } from 'node:path';
import type { FileLayer } from '../../storage/file-layer.ts';
import { writeDurably } from '../../storage/json-files/data-files.ts';

/**
 * A restore has one moment at which it is decided: the complete copy is renamed to this folder. Before it, the data
 * folder is as it was; from then on, the copy goes in, however often that is interrupted.
 */
const READY = 'restore-ready';
const PLAN = 'restore.json';
const KINDS = ['accounts', 'classes'] as const;

/** What is left to do of a restore that was decided. */
export interface RestorePlan {
  /** Absolute path of the backup. */
  readonly source: string;
  /** Name of the folder that takes what is there now. */
  readonly replaced: string;
  readonly accounts: number;
  readonly classes: number;
  readonly recoveringUntil: string;
}

/** Undefined when there is none that can be read. */
function readPlan(bytes: Buffer | undefined): RestorePlan | undefined {
  if (bytes === undefined) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8')) as RestorePlan;
  } catch {
    // It was durable before its folder got its name: the disk has lost it, and a person has to look.
    return undefined;
  }
}

/** One line for people when a restore was interrupted after it was decided, and the folder must not be used as it is. */
export async function findUnfinishedRestore(files: FileLayer, dataDir: string): Promise<string | undefined> {
  const entries = await files.list(join(dataDir, READY));
  // An empty one is what is left when the very last step was interrupted.
  if (entries === undefined || entries.length === 0) return undefined;
  const plan = readPlan(await files.read(join(dataDir, READY, PLAN)));
  const source = plan === undefined ? 'FOLDER' : JSON.stringify(plan.source);
  return `a restore of DATA_DIR ${dataDir} was interrupted: finish it with pnpm admin restore ${source}`;
}

/** Decides a restore. `prepared` is a folder on the same file system with `accounts/` and `classes/`, all durable. */
export async function decideRestore(
  files: FileLayer,
  dataDir: string,
  prepared: string,
  plan: RestorePlan,
): Promise<void> {
  await writeDurably(files, join(prepared, PLAN), Buffer.from(`${JSON.stringify(plan)}\n`));
  await files.syncFolder(prepared);
  await files.rename(prepared, join(dataDir, READY));
  await files.syncFolder(dataDir);
}

/** A name that nothing in the folder has. */
export async function findFreeName(files: FileLayer, folder: string, name: string): Promise<string> {
  const taken = new Set(((await files.list(folder)) ?? []).map((entry) => entry.name));
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name}.${count}`;
  return free;
}

/**
 * Carries out what was decided, from wherever it stopped; undefined when nothing was. Nothing that was there is removed:
 * it is moved to the plan's folder before its place is taken.
 */
export async function finishRestore(files: FileLayer, dataDir: string): Promise<RestorePlan | undefined> {
  const ready = join(dataDir, READY);
  const waiting = await files.list(ready);
  if (waiting === undefined) return undefined;
  const plan = readPlan(await files.read(join(ready, PLAN)));
  for (const kind of KINDS) {
    if (!waiting.some(({ name }) => name === kind)) continue;
    if (plan === undefined)
      throw new Error(`${READY} has no readable ${PLAN}: move what it holds to its place by hand`);
    const replaced = join(dataDir, plan.replaced);
    await files.makeFolder(replaced);
    await files.syncFolder(dataDir);
    if ((await files.list(join(dataDir, kind))) !== undefined) {
      await files.rename(join(dataDir, kind), join(replaced, await findFreeName(files, replaced, kind)));
      await files.syncFolder(replaced);
      await files.syncFolder(dataDir);
    }
    await files.rename(join(ready, kind), join(dataDir, kind));
    await files.syncFolder(dataDir);
    await files.syncFolder(ready);
  }
  await files.remove(ready);
  await files.syncFolder(dataDir);
  return plan;
}
