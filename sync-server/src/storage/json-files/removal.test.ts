import { expect, it } from 'vitest';
import { createModelDisk } from '../model-disk.ts';
import type { ModelDisk } from '../model-disk.ts';
import { makeClass, makeEntry } from '../storage-fixture.ts';
import { CLASS, FOLDER, open } from './disk-fixture.ts';

/** A class with a document on a disk that cannot remove folders while `isBroken()`. */
async function makeClassOn(isBroken: () => boolean) {
  const disk: ModelDisk = createModelDisk((verb, path) =>
    verb === 'remove' && (path.startsWith(FOLDER) || path.endsWith('-deleted')) && isBroken()
      ? { code: 'EIO', effect: 'none' }
      : undefined,
  );
  await disk.files.makeFolder('/data');
  const { storage } = await open(disk);
  await storage.classes.create(makeClass({ id: CLASS }));
  await storage.documents.append(CLASS, makeEntry(1));
  return { disk, storage };
}

const remains = (disk: ModelDisk): string[] =>
  disk.paths().filter((path) => path.endsWith('/journal.ndjson') || path.startsWith(FOLDER + '/'));

it('removes what an earlier removal has left, once it is asked again', async () => {
  let isBroken = false;
  const { disk, storage } = await makeClassOn(() => isBroken);
  isBroken = true;
  await expect(storage.classes.remove(CLASS)).rejects.toMatchObject({ reason: 'unavailable' });
  expect(await storage.classes.isDeleted(CLASS)).toBe(true);
  await expect(storage.classes.remove(CLASS)).rejects.toMatchObject({ reason: 'unavailable' });
  expect(remains(disk)).not.toEqual([]);
  isBroken = false;
  await storage.classes.remove(CLASS);
  expect(remains(disk)).toEqual([]);
  await storage.classes.remove(CLASS);
});

it('starts with the folder of a deleted class that cannot be removed, and removes it later', async () => {
  let isBroken = false;
  const { disk, storage } = await makeClassOn(() => isBroken);
  const contents = disk.contentsOf(`${FOLDER}/journal.ndjson`) ?? Buffer.alloc(0);
  await storage.classes.remove(CLASS);
  await storage.close();
  await disk.files.makeFolder(FOLDER);
  disk.put(`${FOLDER}/journal.ndjson`, contents);
  isBroken = true;
  const { storage: again, findings } = await open(disk);
  expect(findings).toMatchObject([{ kind: 'failed', detail: 'EIO' }]);
  expect(await again.classes.isDeleted(CLASS)).toBe(true);
  isBroken = false;
  await again.classes.remove(CLASS);
  expect(remains(disk)).toEqual([]);
});
