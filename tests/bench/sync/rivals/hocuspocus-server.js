// @hocuspocus/server with its own settings and a file per document, which it writes 2 to 10 s after a change.
// `node hocuspocus-server.js FOLDER`
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Server } from '@hocuspocus/server';
import { applyUpdate, encodeStateAsUpdate } from 'yjs';

const [folder = '.'] = process.argv.slice(2);

const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  onLoadDocument: async ({ document, documentName }) => {
    const stored = await readFile(join(folder, documentName)).catch((error) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (stored) applyUpdate(document, stored);
  },
  onStoreDocument: async ({ document, documentName }) => {
    const path = join(folder, documentName);
    await writeFile(`${path}.new`, encodeStateAsUpdate(document));
    await rename(`${path}.new`, path);
  },
});
await server.listen();
console.log(`listening on http://127.0.0.1:${server.address.port}`);
