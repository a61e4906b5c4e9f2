import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleServer } from './bundle.ts';
import { keepFormerFiles } from './src/http/former-files.ts';
import { precompressFolder } from './src/http/precompress.ts';

const webBuild = fileURLToPath(new URL('../web/build', import.meta.url));

await bundleServer(fileURLToPath(new URL('dist/', import.meta.url)));
console.log('sync-server: bundled dist/');

if (existsSync(webBuild)) {
  const count = await precompressFolder(webBuild);
  console.log(`sync-server: wrote ${count} compressed variants of the web app`);
  const formerBuilds = fileURLToPath(new URL('../web/former-builds', import.meta.url));
  const broughtBack = await keepFormerFiles(webBuild, formerBuilds, Date.now());
  console.log(`sync-server: kept ${broughtBack} files of former builds for tabs that are open on them`);
} else {
  console.log('sync-server: no web/build yet, so nothing to compress; build the web app and run this again');
}
