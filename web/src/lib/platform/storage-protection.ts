/** What is known about how safe the browser keeps this site's data; null where the browser does not say. */
export interface StorageProtection {
  /** True: the browser evicts nothing by itself. */
  readonly protected: boolean | null;
  readonly usedBytes: number | null;
  readonly quotaBytes: number | null;
}

/** What is used of the browser's StorageManager; any part may be missing. */
export type StoragePort = Partial<Pick<StorageManager, 'persist' | 'persisted' | 'estimate'>>;

/** Reads the state without asking for anything. A browser that fails to answer counts as one that does not say. */
export async function readStorageProtection(storage: StoragePort | undefined): Promise<StorageProtection> {
  const [isProtected, estimate] = await Promise.all([
    storage?.persisted?.().catch(() => null) ?? null,
    storage?.estimate?.().catch(() => null) ?? null,
  ]);
  return {
    protected: isProtected,
    usedBytes: estimate?.usage ?? null,
    quotaBytes: estimate?.quota ?? null,
  };
}

/**
 * Asks the browser to keep this site's data, unless it does so already. Called after the first saved expense and at
 * each start of the installed app: a request without a reason to trust the site is answered with no.
 */
export async function requestStorageProtection(storage: StoragePort | undefined): Promise<StorageProtection> {
  const before = await readStorageProtection(storage);
  if (before.protected === true || !storage?.persist) return before;
  const granted = await storage.persist().catch(() => false);
  return { ...before, protected: granted };
}

/** True when the app runs from the home screen or its own window; Safari says so in a property of its own. */
export function isInstalledApp(scope: Window = window): boolean {
  const iosStandalone = 'standalone' in scope.navigator && scope.navigator.standalone === true;
  return iosStandalone || scope.matchMedia('(display-mode: standalone)').matches;
}
