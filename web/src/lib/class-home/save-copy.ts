import type { LiveClass } from '$lib/live-class/live-class.svelte.ts';
import { saveTextAsFile } from '$lib/platform/download.ts';

/** Hands everything of a class to the browser as a file, also what the server did not accept; answers its name. */
export function saveCopy(live: Pick<LiveClass, 'name' | 'exportCopy' | 'aside'>, day: string): string {
  // What is no letter or figure may mean something to a file system.
  const name = live.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '');
  const fileName = `${name.slice(0, 60) || 'class'}-${day}.json`;
  saveTextAsFile(withAside(live.exportCopy(), live.aside), fileName);
  return fileName;
}

function withAside(copy: string, aside: LiveClass['aside']): string {
  if (aside.length === 0) return copy;
  const notAccepted = aside.map(({ id, json, refusedFor }) => ({ id, record: json, reason: refusedFor }));
  return `${JSON.stringify({ ...(JSON.parse(copy) as object), notAccepted }, null, 2)}\n`;
}
