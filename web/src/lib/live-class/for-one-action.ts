import type { StorageResult } from '$lib/platform/storage-result.ts';

/**
 * Opens a class for one action and closes it again, however that ends. Null: there is no such class here, or it or the
 * code for it could not be read.
 */
export async function forOneAction<Live extends { close(): Promise<void> }, Done>(
  open: () => Promise<StorageResult<Live | null>>,
  action: (live: Live) => Promise<Done>,
): Promise<Done | null> {
  const live = await openOrNull(open);
  if (!live) return null;
  try {
    return await action(live);
  } finally {
    await live.close();
  }
}

async function openOrNull<Live>(open: () => Promise<StorageResult<Live | null>>): Promise<Live | null> {
  try {
    const opened = await open();
    return opened.ok ? opened.value : null;
  } catch {
    return null; // The code for it did not come; the caller says that nothing was done.
  }
}
