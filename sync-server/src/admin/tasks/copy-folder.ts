import { join } from 'node:path';
import type { FileLayer } from '../../storage/file-layer.ts';
import { writeDurably } from '../../storage/json-files/data-files.ts';

/** Copies a folder with all it holds into a new one; everything is on the disk when this resolves, but the new name. */
export async function copyFolder(
  files: FileLayer,
  from: string,
  to: string,
  signal: AbortSignal,
): Promise<void> {
  await files.makeFolder(to);
  for (const { name, isFolder } of (await files.list(from)) ?? []) {
    signal.throwIfAborted();
    if (isFolder) {
      await copyFolder(files, join(from, name), join(to, name), signal);
      continue;
    }
    const bytes = await files.read(join(from, name));
    if (bytes === undefined)
      throw Object.assign(new Error('a file went while it was copied'), { code: 'ENOENT' });
    await writeDurably(files, join(to, name), bytes);
  }
  await files.syncFolder(to);
}
