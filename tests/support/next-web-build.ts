import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { builtRepository } from './installation.ts';

const repository = join(import.meta.dirname, '../..');
const workshop = join(repository, 'node_modules/.cache/tallybook/next-web');
const webFolder = join(workshop, 'web');
const stampFile = join(workshop, 'made-for.txt');

/** Build of the same sources under the next version; there once `buildNextVersion` has run. */
export const nextWebBuild = join(webFolder, 'build');

/** The list of precached files names every byte of a build, so it names the build. */
async function currentBuildStamp(): Promise<string> {
  const worker = await readFile(join(builtRepository.webBuild, 'service-worker.js'));
  const shell = await readFile(join(builtRepository.webBuild, '200.html'));
  return createHash('sha256').update(worker).update(shell).digest('hex');
}

async function readStamp(): Promise<string> {
  return readFile(stampFile, 'utf8').catch(() => '');
}

/**
 * Builds the web app a second time, as version 2, in a folder of its own beside the build that is being tested. Used
 * again for as long as `web/build` stays the same. Throws with the build's output when it fails.
 */
export async function buildNextVersion(): Promise<void> {
  const stamp = await currentBuildStamp();
  if ((await readStamp()) === stamp) return;
  await rm(workshop, { recursive: true, force: true });
  await mkdir(webFolder, { recursive: true });
  await cp(join(repository, 'tsconfig.base.json'), join(workshop, 'tsconfig.base.json'));
  for (const name of [
    'src',
    'static',
    'package.json',
    'svelte.config.js',
    'tsconfig.json',
    'vite.config.ts',
    'manifest.ts',
    'precache-manifest.ts',
    'silent-logging.ts',
  ]) {
    await cp(join(repository, 'web', name), join(webFolder, name), { recursive: true });
  }
  await symlink(join(repository, 'web/node_modules'), join(webFolder, 'node_modules'));
  const vite = join(repository, 'web/node_modules/vite/bin/vite.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: webFolder,
    env: { ...process.env, BUILD_VERSION: '2', NODE_ENV: 'production' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The second build failed:\n${stdout}\n${stderr}`);
  await writeFile(stampFile, stamp);
}
