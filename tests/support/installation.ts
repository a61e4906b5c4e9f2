import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '../..');

/** A built server beside a built web app, laid out as in the repository; the server serves the build beside it. */
export interface Installation {
  readonly serverMain: string;
  readonly webBuild: string;
  remove(): Promise<void>;
}

/** What `pnpm build` left in the repository. Not removed by `remove`. */
export const builtRepository: Installation = {
  serverMain: join(repository, 'sync-server/dist/main.js'),
  webBuild: join(repository, 'web/build'),
  remove: () => Promise.resolve(),
};

/** A copy of the built repository in a temporary folder, so that a test can change the web build beside the server. */
export async function copyInstallation(from: Installation = builtRepository): Promise<Installation> {
  const root = await mkdtemp(join(tmpdir(), 'tallybook-installation-'));
  const webBuild = join(root, 'web/build');
  await mkdir(join(root, 'sync-server'));
  await symlink(join(repository, 'sync-server/node_modules'), join(root, 'sync-server/node_modules'));
  await cp(join(repository, 'sync-server/package.json'), join(root, 'sync-server/package.json'));
  await cp(join(repository, 'sync-server/dist'), join(root, 'sync-server/dist'), { recursive: true });
  await cp(from.webBuild, webBuild, { recursive: true });
  return {
    serverMain: join(root, 'sync-server/dist/main.js'),
    webBuild,
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** Puts another web build in the place of this installation's; the server takes it up when it is started again. */
export async function deployWebBuild(installation: Installation, webBuild: string): Promise<void> {
  await rm(installation.webBuild, { recursive: true, force: true });
  await cp(webBuild, installation.webBuild, { recursive: true });
}
