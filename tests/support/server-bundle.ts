import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Installation } from './installation.ts';

const repository = join(import.meta.dirname, '../..');

interface Bundler {
  readonly bundleServer: (outdir: string) => Promise<void>;
}

/** Loaded by its path: the server's sources are another project, and nothing here may lean on their types. */
async function loadBundler(): Promise<Bundler> {
  const path = pathToFileURL(join(repository, 'sync-server/bundle.ts')).href;
  return (await import(/* @vite-ignore */ path)) as Bundler;
}

/**
 * The server of the sources at hand, bundled as it is shipped, beside the smallest web app it will serve: tests of the
 * server need no build to have been made before.
 */
export async function bundleServerAlone(): Promise<Installation> {
  const root = await mkdtemp(join(tmpdir(), 'tallybook-server-'));
  const webBuild = join(root, 'web/build');
  const dist = join(root, 'sync-server/dist');
  await mkdir(webBuild, { recursive: true });
  await mkdir(dist, { recursive: true });
  await writeFile(join(webBuild, '200.html'), '<!doctype html><title>Tallybook</title>');
  await symlink(join(repository, 'sync-server/node_modules'), join(root, 'sync-server/node_modules'));
  const { bundleServer } = await loadBundler();
  await bundleServer(dist);
  return {
    serverMain: join(dist, 'main.js'),
    webBuild,
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
