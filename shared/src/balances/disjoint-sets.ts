/** Union-find with path halving; an id that is not known yet is its own root. */
export function rootOf(parents: Map<string, string>, id: string): string {
  let root = id;
  for (let parent = parents.get(root); parent !== undefined && parent !== root; parent = parents.get(root)) {
    const grandparent = parents.get(parent) ?? parent;
    parents.set(root, grandparent);
    root = grandparent;
  }
  return root;
}
