import { dirname, basename } from 'node:path';
import type { FileLayer, OpenFile } from './file-layer.ts';
import {
  copyNode,
  failSync,
  forget,
  newFile,
  newFolder,
  setName,
  syncFile,
  syncNames,
  writeBytes,
} from './model-nodes.ts';
import type { DiskNode, FileNode, FolderNode } from './model-nodes.ts';

/**
 * What goes wrong with one call, and what it has done before it fails. `none`: the disk never hears of it, as from a
 * process that was killed; `half`: a write wrote half of its bytes; `all`: it worked. A sync with `half` drops what it
 * should have written, as Linux does.
 */
export interface Fault {
  readonly code: string;
  readonly effect: 'none' | 'half' | 'all';
}

export interface ModelDisk {
  readonly files: FileLayer;
  /** Everything that was not synced is forgotten; with `keeps`, some of it happens to be on the disk all the same. */
  cutPower(keeps?: () => boolean): void;
  /** The live contents of a file, to be damaged by hand; undefined when there is none. */
  contentsOf(path: string): Buffer | undefined;
  put(path: string, bytes: Buffer): void;
  /** Paths of all files, in order. */
  paths(): string[];
  /** Another disk with the same contents, all durable. */
  copy(): ModelDisk;
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/**
 * A disk in memory that knows what has been synced: contents per file, names per folder, each on its own, which is
 * stricter than the file systems in use. Tests cut its power, and make any call fail.
 * @param judge asked before every call; returns what goes wrong with it
 */
export function createModelDisk(
  judge: (verb: string, path: string) => Fault | undefined = () => undefined,
  root: FolderNode = newFolder(),
): ModelDisk {
  const find = (path: string): DiskNode | undefined => {
    let node: DiskNode | undefined = root;
    for (const name of path.split('/').filter((part) => part !== '')) {
      node = node?.kind === 'folder' ? node.live.get(name) : undefined;
    }
    return node;
  };
  const folderAt = (path: string): FolderNode => {
    const node = find(path);
    if (node?.kind !== 'folder') throw failure('ENOENT');
    return node;
  };
  const fileAt = (path: string): FileNode | undefined => {
    const node = find(path);
    if (node?.kind === 'folder') throw failure('EISDIR');
    return node;
  };

  const callNow = <T>(verb: string, path: string, effect: () => T, half?: () => void): T => {
    const fault = judge(verb, path);
    if (fault === undefined) return effect();
    if (fault.effect === 'all') effect();
    if (fault.effect === 'half') half?.();
    throw failure(fault.code);
  };
  const call = async <T>(verb: string, path: string, effect: () => T, half?: () => void): Promise<T> => {
    await Promise.resolve();
    return callNow(verb, path, effect, half);
  };
  const sync = async (path: string, find: () => DiskNode, effect: () => void): Promise<void> => {
    await Promise.resolve();
    const fault = judge('sync', path);
    if (fault === undefined) {
      effect();
      return;
    }
    if (fault.effect === 'all') effect();
    if (fault.effect === 'half') failSync(find());
    throw failure(fault.code);
  };

  const openNode = (path: string): OpenFile => {
    const folder = folderAt(dirname(path));
    const node = fileAt(path) ?? newFile();
    if (folder.live.get(basename(path)) !== node) setName(folder, basename(path), node);
    return {
      writeAt: (bytes, offset) =>
        call(
          'write',
          path,
          () => writeBytes(node, bytes, offset),
          () => writeBytes(node, bytes.subarray(0, bytes.length >> 1), offset),
        ),
      truncate: (length) =>
        call('truncate', path, () => {
          node.live = Buffer.from(node.live.subarray(0, length));
          if (length <= node.lostFrom) node.lostFrom = Infinity;
        }),
      sync: () =>
        sync(
          path,
          () => node,
          () => syncFile(node),
        ),
      close: () => call('close', path, () => undefined),
    };
  };

  const move = (from: string, to: string): void => {
    const node = find(from);
    const target = folderAt(dirname(to));
    if (node === undefined) throw failure('ENOENT');
    if (node.kind === 'folder' && find(to) !== undefined) throw failure('ENOTEMPTY');
    setName(target, basename(to), node);
    setName(folderAt(dirname(from)), basename(from), undefined);
  };

  const files: FileLayer = {
    open: (path) => call('open', path, () => openNode(path)),
    read: (path) =>
      call('read', path, () => {
        const node = fileAt(path);
        return node && Buffer.from(node.live);
      }),
    readBlocking: (path) =>
      callNow('read', path, () => {
        const node = fileAt(path);
        return node && Buffer.from(node.live);
      }),
    list: (path) =>
      call('list', path, () => {
        const node = find(path);
        if (node?.kind !== 'folder') return undefined;
        return [...node.live].map(([name, child]) => ({ name, isFolder: child.kind === 'folder' }));
      }),
    makeFolder: (path) =>
      call('mkdir', path, () => {
        if (find(path) === undefined) setName(folderAt(dirname(path)), basename(path), newFolder());
      }),
    rename: (from, to) => call('rename', to, () => move(from, to)),
    link: (from, to) =>
      call('link', to, () => {
        const node = fileAt(from);
        if (node === undefined) throw failure('ENOENT');
        if (find(to) !== undefined) throw failure('EEXIST');
        setName(folderAt(dirname(to)), basename(to), node);
      }),
    remove: (path) =>
      call('remove', path, () => {
        if (find(path) !== undefined) setName(folderAt(dirname(path)), basename(path), undefined);
      }),
    syncFolder: (path) =>
      sync(
        path,
        () => folderAt(path),
        () => syncNames(folderAt(path)),
      ),
  };

  const listPaths = (folder: FolderNode, prefix: string): string[] =>
    [...folder.live].flatMap(([name, node]) =>
      node.kind === 'file' ? [`${prefix}/${name}`] : listPaths(node, `${prefix}/${name}`),
    );

  return {
    files,
    cutPower: (keeps = () => false) => forget(root, keeps),
    contentsOf: (path) => {
      const node = fileAt(path);
      return node && Buffer.from(node.live);
    },
    put: (path, bytes) => {
      const node = newFile();
      node.live = Buffer.from(bytes);
      node.durable = Buffer.from(bytes);
      const folder = folderAt(dirname(path));
      folder.live.set(basename(path), node);
      folder.durable.set(basename(path), node);
    },
    paths: () => listPaths(root, '').sort(),
    copy: () => {
      const copy = copyNode(root);
      if (copy.kind !== 'folder') throw new Error('The root is a folder');
      return createModelDisk(undefined, copy);
    },
  };
}
