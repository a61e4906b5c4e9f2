import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTRACT_NOW, describeStorageContract } from '../contract-suite.ts';
import { createFileLayer } from '../file-layer.ts';
import type { Storage } from '../port.ts';
import { openJsonStorage } from './open-json-storage.ts';

describeStorageContract('JSON files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tallybook-store-'));
  let storage: Storage;
  const open = async (): Promise<Storage> => {
    storage = await openJsonStorage({
      folder,
      files: createFileLayer(),
      nowMs: () => CONTRACT_NOW,
      report: (finding) => {
        throw new Error(JSON.stringify(finding));
      },
    });
    return storage;
  };
  return {
    storage: await open(),
    reopen: open,
    cleanUp: async () => {
      await storage.close();
      rmSync(folder, { recursive: true });
    },
  };
});
