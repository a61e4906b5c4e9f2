/** What the browser believes of the network. */
export interface Network {
  /** False is certain, true is a hope. */
  readonly isOnline: boolean;
  /** Calls `action` whenever the network comes back; returns the unsubscriber. */
  onOnline(action: () => void): () => void;
  /** Calls `action` whenever the network goes away; returns the unsubscriber. */
  onOffline(action: () => void): () => void;
}

export const browserNetwork: Network = {
  get isOnline() {
    return navigator.onLine;
  },
  onOnline(action) {
    window.addEventListener('online', action);
    return () => window.removeEventListener('online', action);
  },
  onOffline(action) {
    window.addEventListener('offline', action);
    return () => window.removeEventListener('offline', action);
  },
};
