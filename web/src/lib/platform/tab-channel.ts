/** What one tab tells the others, always after its own transaction has completed. */
export type TabMessage =
  | {
      readonly type: 'entries-changed';
      readonly ids: readonly string[];
      /** The keys of what was derived anew; missing when it has to be read as a whole. */
      readonly derived?: {
        readonly periods: readonly string[];
        readonly chunks: readonly string[];
        readonly gone: readonly string[];
      };
    }
  | { readonly type: 'all-entries-changed' }
  | { readonly type: 'settings-changed' };

/** Messages between the tabs of one profile; a tab never hears its own. */
export interface TabChannel {
  post(message: TabMessage): void;
  listen(listener: (message: TabMessage) => void): () => void;
  close(): void;
}

/**
 * A channel over BroadcastChannel. Browsers without it (Safari before 15.4) get a silent one: their tabs show each
 * other's changes after a reload, and nothing is lost, because every command re-reads its records inside its
 * transaction.
 */
export function openTabChannel(profileName: string): TabChannel {
  if (typeof BroadcastChannel === 'undefined') {
    return { post: () => undefined, listen: () => () => undefined, close: () => undefined };
  }
  const channel = new BroadcastChannel(profileName);
  return {
    post: (message) => channel.postMessage(message),
    listen(listener) {
      const hear = (event: MessageEvent<TabMessage>): void => listener(event.data);
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    },
    close: () => channel.close(),
  };
}
