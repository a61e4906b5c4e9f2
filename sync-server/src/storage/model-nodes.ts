export interface FileNode {
  readonly kind: 'file';
  live: Buffer;
  durable: Buffer;
  /** From here on, bytes were dropped by a failed sync; the system believes that they are on the disk. */
  lostFrom: number;
}

export interface FolderNode {
  readonly kind: 'folder';
  readonly live: Map<string, DiskNode>;
  durable: Map<string, DiskNode>;
  /** Names whose change was dropped by a failed sync; only a new change of the name can make it durable. */
  readonly stuck: Set<string>;
}

export type DiskNode = FileNode | FolderNode;

export const newFolder = (): FolderNode => ({
  kind: 'folder',
  live: new Map(),
  durable: new Map(),
  stuck: new Set(),
});
export const newFile = (): FileNode => ({
  kind: 'file',
  live: Buffer.alloc(0),
  durable: Buffer.alloc(0),
  lostFrom: Infinity,
});

export function setName(folder: FolderNode, name: string, node: DiskNode | undefined): void {
  if (node === undefined) folder.live.delete(name);
  else folder.live.set(name, node);
  folder.stuck.delete(name);
}

function namesOf(folder: FolderNode): Set<string> {
  return new Set([...folder.live.keys(), ...folder.durable.keys()]);
}

export function writeBytes(node: FileNode, bytes: Uint8Array, offset: number): void {
  const live = Buffer.alloc(Math.max(node.live.length, offset + bytes.length));
  node.live.copy(live);
  live.set(bytes, offset);
  node.live = live;
  if (offset <= node.lostFrom) node.lostFrom = Infinity;
}

export function syncFile(node: FileNode): void {
  const synced = Buffer.from(node.live);
  synced.fill(0, Math.min(node.lostFrom, synced.length));
  node.durable = synced;
}

export function syncNames(folder: FolderNode): void {
  for (const name of namesOf(folder)) {
    if (folder.stuck.has(name)) continue;
    const node = folder.live.get(name);
    if (node === undefined) folder.durable.delete(name);
    else folder.durable.set(name, node);
  }
}

/** A failed sync leaves what it should have written marked as written: the next one succeeds and does nothing for it. */
export function failSync(node: DiskNode): void {
  if (node.kind === 'file') {
    if (!node.live.equals(node.durable)) node.lostFrom = Math.min(node.lostFrom, node.durable.length);
    return;
  }
  for (const name of namesOf(node)) if (node.live.get(name) !== node.durable.get(name)) node.stuck.add(name);
}

export function forget(node: DiskNode, keeps: () => boolean): void {
  if (node.kind === 'file') {
    const { live, durable } = node;
    const isAppended = live.subarray(0, durable.length).equals(durable);
    // Of bytes that were appended but not synced, any beginning may have reached the disk.
    let kept = durable;
    if (isAppended && keeps()) {
      let length = durable.length;
      while (length < live.length && length < node.lostFrom && keeps()) length += 7;
      kept = live.subarray(0, length);
    }
    node.live = Buffer.from(kept);
    node.durable = Buffer.from(kept);
    node.lostFrom = Infinity;
    return;
  }
  if (keeps()) syncNames(node);
  node.live.clear();
  for (const [name, child] of node.durable) node.live.set(name, child);
  node.stuck.clear();
  for (const child of new Set(node.live.values())) forget(child, keeps);
}

export function copyNode(node: DiskNode): DiskNode {
  if (node.kind === 'file')
    return { ...newFile(), live: Buffer.from(node.live), durable: Buffer.from(node.live) };
  const copy = newFolder();
  for (const [name, child] of node.live) copy.live.set(name, copyNode(child));
  copy.durable = new Map(copy.live);
  return copy;
}
