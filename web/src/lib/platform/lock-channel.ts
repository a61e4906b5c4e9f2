/** 'ask': is the app open in any tab? 'open': here it is. 'locked' and 'unlocked': what was just done by a person. */
export type LockMessage = 'ask' | 'open' | 'locked' | 'unlocked';

/** Messages about the app lock between all tabs of this device; a tab never hears its own. */
export interface LockChannel {
  post(message: LockMessage): void;
  listen(listener: (message: LockMessage) => void): () => void;
  close(): void;
}

/** Without BroadcastChannel (Safari before 15.4) each tab is unlocked by itself. */
export function openLockChannel(): LockChannel {
  if (typeof BroadcastChannel === 'undefined') {
    return { post: () => undefined, listen: () => () => undefined, close: () => undefined };
  }
  const channel = new BroadcastChannel('tallybook:lock');
  return {
    post: (message) => channel.postMessage(message),
    listen(listener) {
      const hear = (event: MessageEvent<LockMessage>): void => listener(event.data);
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    },
    close: () => channel.close(),
  };
}
