import type { ClassWrite, LiveClass } from '$lib/live-class/live-class.svelte.ts';

/**
 * Takes back at once what the device did not store: the entry is then what it was before, also for whoever cancels, and
 * another try writes anew.
 */
export async function storedOrTakenBack(
  live: Pick<LiveClass, 'takeBack'>,
  writing: Promise<ClassWrite>,
): Promise<ClassWrite> {
  const written = await writing;
  if (written.kind === 'not-saved') await live.takeBack([written.command]);
  return written;
}
