const stampKey = 'tallybook:reloaded-for-missing-part';

/** Milliseconds in which a second missing part is not answered with a second reload. */
export const oneReloadPerMs = 5 * 60 * 1000;

/** Why a part of the app could not be loaded; the error page has a sentence for each. */
export type MissingPart = { reason: 'reloading' } | { reason: 'offline' } | { reason: 'still-missing' };

/** What the guard asks of the page. `storage` is the tab's own: it outlives a reload, and no other tab sees it. */
export interface PreloadErrorSurroundings {
  target: Pick<Window, 'addEventListener' | 'removeEventListener'>;
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  isOnline(): boolean;
  /** Whether the server answers now. A network can be up and lead nowhere; never rejects. */
  serverAnswers(): Promise<boolean>;
  /** Loads the screen anew that somebody is on, or on the way to. */
  reload(): void;
  /** Milliseconds since 1970. */
  now(): number;
  /** Hears why the part is missing before the router shows its error page. */
  report(missing: MissingPart): void;
}

/** Storage can be refused (cookies blocked); then the guard cannot count reloads, and does none. */
function mayReload(storage: PreloadErrorSurroundings['storage'], now: number): boolean {
  try {
    const stamp = Number(storage.getItem(stampKey) ?? Number.NEGATIVE_INFINITY);
    if (now - stamp < oneReloadPerMs) return false;
    storage.setItem(stampKey, String(now));
    return true;
  } catch {
    return false;
  }
}

/**
 * A part of the app that cannot be loaded belongs, nearly always, to a build that the server no longer has: one
 * reload brings the new build. Without an answer from the server a reload brings nothing, and could take away what is
 * on the screen; a part that stays missing must not reload the page for ever. Returns a function that ends the guard.
 */
export function guardPreloadErrors(surroundings: PreloadErrorSurroundings): () => void {
  const { target, storage } = surroundings;
  let isEnded = false;
  let isAsking = false;

  const answer = async (): Promise<void> => {
    // Said at once, as the router shows its error page in this moment; the server's answer may say more.
    surroundings.report({ reason: 'offline' });
    if (isAsking || !surroundings.isOnline()) return;
    isAsking = true;
    const isThere = await surroundings.serverAnswers();
    isAsking = false;
    if (!isThere || isEnded) return;
    if (mayReload(storage, surroundings.now())) {
      surroundings.report({ reason: 'reloading' });
      surroundings.reload();
    } else {
      surroundings.report({ reason: 'still-missing' });
    }
  };

  const hear = () => void answer();
  target.addEventListener('vite:preloadError', hear);
  return () => {
    isEnded = true;
    target.removeEventListener('vite:preloadError', hear);
  };
}
