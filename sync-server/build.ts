import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleServer } from './bundle.ts';
import { precompressFolder } from './src/http/precompress.ts';

const webBuild = fileURLToPath(new URL('../web/build', import.meta.url));

await bundleServer(fileURLToPath(new URL('dist/', import.meta.url)));
console.log('sync-server: bundled dist/');

if (existsSync(webBuild)) {
  const count = await precompressFolder(webBuild);
  console.log(`sync-server: wrote ${count} compressed variants of the web app`);
} else {
  console.log('sync-server: no web/build yet, so nothing to compress; build the web app and run this again');
}
