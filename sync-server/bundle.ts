import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Resolved from node_modules at run time; everything else, our own packages included, goes into the one file. */
const EXTERNAL = ['@node-rs/argon2', 'express', 'helmet', 'morgan', 'prom-client', 'ws'];

/** By the name of the bundle: the server, the thread that makes snapshots, the commands for operators. */
const ENTRY_POINTS = {
  main: 'src/main.ts',
  'snapshot-worker': 'src/sync/snapshot-worker.ts',
  admin: 'src/admin/main.ts',
};

/** Bundles the server into a folder: one file per entry point that plain Node runs, with a source map beside it. */
export async function bundleServer(outdir: string): Promise<void> {
  await build({
    entryPoints: Object.entries(ENTRY_POINTS).map(([out, path]) => ({
      out,
      in: fileURLToPath(new URL(path, import.meta.url)),
    })),
    outdir,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    external: EXTERNAL,
    logLevel: 'warning',
  });
}
