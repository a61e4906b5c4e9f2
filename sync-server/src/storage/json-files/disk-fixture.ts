import { expect } from 'vitest';
import { createModelDisk } from '../model-disk.ts';
import type { ModelDisk } from '../model-disk.ts';
import type { Storage } from '../port.ts';
import { countTo, makeClass, makeEntry, makeSnapshot } from '../storage-fixture.ts';
import type { StorageFinding } from './data-files.ts';
import { openJsonStorage } from './open-json-storage.ts';

const NOW = Date.parse('2026-01-20T00:00:00.000Z');
export const CLASS = '11111111-1111-4111-8111-111111111111';
export const FOLDER = `/data/classes/${CLASS}`;

export async function open(disk: ModelDisk): Promise<{ storage: Storage; findings: StorageFinding[] }> {
  const findings: StorageFinding[] = [];
  const storage = await openJsonStorage({
    folder: '/data',
    files: disk.files,
    nowMs: () => NOW,
    report: (finding) => findings.push(finding),
  });
  return { storage, findings };
}

/** A disk on which a class has the entries 1 to `last`, with snapshots at some of them. */
export async function makeDisk(last: number, snapshotsAt: readonly number[] = []): Promise<ModelDisk> {
  const disk = createModelDisk();
  await disk.files.makeFolder('/data');
  const { storage } = await open(disk);
  await storage.classes.create(makeClass({ id: CLASS }));
  for (const seq of countTo(last)) {
    await storage.documents.append(CLASS, makeEntry(seq));
    if (snapshotsAt.includes(seq)) await storage.documents.saveSnapshot(CLASS, makeSnapshot(seq));
  }
  await storage.close();
  return disk;
}

export function read(disk: ModelDisk, path: string): Buffer {
  const bytes = disk.contentsOf(path);
  if (bytes === undefined) expect.unreachable(`${path} is not there`);
  return bytes;
}
