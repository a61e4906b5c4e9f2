/** 'ask': is the app open in any tab? 'open': here it is. 'locked' and 'unlocked': what was just done by a person. */
export type LockMessage = 'ask' | 'open' | 'locked' | 'unlocked';

/** Messages about the app lock between all channels of all tabs of this device; a channel never hears its own. */
export interface LockChannel {
  post(message: LockMessage): void;
  listen(listener: (message: LockMessage) => void): () => void;
  close(): void;
}

export function openLockChannel(): LockChannel {
  if (typeof BroadcastChannel === 'undefined') return openPageChannel();
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

/** Without BroadcastChannel (Safari before 15.4) each tab is locked and unlocked by itself. */
function openPageChannel(): LockChannel {
  const name = 'tallybook:lock';
  const own: LockChannel = {
    post: (message) => void window.dispatchEvent(new CustomEvent(name, { detail: { message, from: own } })),
    listen(listener) {
      const hear = (event: Event): void => {
        const { detail } = event as CustomEvent<{ message: LockMessage; from: LockChannel }>;
        if (detail.from !== own) listener(detail.message);
      };
      window.addEventListener(name, hear);
      return () => window.removeEventListener(name, hear);
    },
    close: () => undefined,
  };
  return own;
}
