import { join } from 'node:path';
import type { DataFiles } from './data-files.ts';

/**
 * Moves what cannot be read to `quarantine/` beside it, where it stays until a person looks at it; a number is added
 * when something of that name is there already.
 */
export async function moveAside(data: DataFiles, folder: string, name: string): Promise<void> {
  const { files } = data;
  const quarantine = join(folder, 'quarantine');
  await files.makeFolder(quarantine);
  const taken = new Set((await files.list(quarantine))?.map((entry) => entry.name));
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name}.${count}`;
  await files.rename(join(folder, name), join(quarantine, free));
  await files.syncFolder(quarantine);
  await files.syncFolder(folder);
  data.report('damaged', join(folder, name), `kept as ${data.relativePath(join(quarantine, free))}`);
}
