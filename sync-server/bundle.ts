import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Resolved from node_modules at run time; everything else, our own packages included, goes into the one file. */
const EXTERNAL = ['express', 'helmet', 'morgan'];

/** Bundles the server into one file that plain Node runs, with a source map beside it. */
export async function bundleServer(outfile: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('src/main.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    external: EXTERNAL,
    logLevel: 'warning',
  });
}
