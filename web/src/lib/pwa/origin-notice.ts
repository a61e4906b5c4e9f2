/** What a person loses at this address. */
type LostFeature = 'offline-start' | 'install' | 'storage-protection' | 'sync';

export type OriginNotice =
  /** Plain http on another machine: the browser gives no service worker. */
  | { reason: 'insecure-context'; lost: readonly LostFeature[]; publicOrigin: string | undefined }
  /** Not the address that the host has set: another address is another, empty ledger, and cannot sync. */
  | { reason: 'other-origin'; lost: readonly LostFeature[]; publicOrigin: string };

export interface OpenedAt {
  isSecureContext: boolean;
  /** As in `location.origin`. */
  origin: string;
  /** From `GET /api/about`; undefined as long as the server has not been asked. */
  publicOrigin: string | undefined;
}

const withoutPort = (origin: string) => new URL(origin).hostname;
const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
const isLoopback = (origin: string) => loopbackNames.has(withoutPort(origin));

/** A server that was told no origin says `http://localhost:PORT`; every name of this machine means the same then. */
function isSamePlace(origin: string, publicOrigin: string): boolean {
  if (origin === publicOrigin) return true;
  return (
    isLoopback(origin) && isLoopback(publicOrigin) && new URL(origin).port === new URL(publicOrigin).port
  );
}

/** What does not work where the app was opened, and why; undefined where everything works. */
export function originNotice({
  isSecureContext,
  origin,
  publicOrigin: told,
}: OpenedAt): OriginNotice | undefined {
  // A loopback address is what a server says that was told none; to another machine it names that machine itself.
  const isTold = told !== undefined && (isLoopback(origin) || !isLoopback(told));
  const publicOrigin = isTold ? told : undefined;
  if (!isSecureContext) {
    const lost = ['offline-start', 'install', 'storage-protection'] as const;
    return {
      reason: 'insecure-context',
      lost,
      publicOrigin: publicOrigin === origin ? undefined : publicOrigin,
    };
  }
  if (publicOrigin === undefined || isSamePlace(origin, publicOrigin)) return undefined;
  return { reason: 'other-origin', lost: ['sync'], publicOrigin };
}
