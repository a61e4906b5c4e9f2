/** What the browser believes of the network. */
export interface Network {
  /** False is certain, true is a hope. */
  readonly isOnline: boolean;
  /** Calls `action` whenever the network comes back; returns the unsubscriber. */
  onOnline(action: () => void): () => void;
}

export const browserNetwork: Network = {
  get isOnline() {
    return navigator.onLine;
  },
  onOnline(action) {
    window.addEventListener('online', action);
    return () => window.removeEventListener('online', action);
  },
};
