/** Chromium's queue of launches that did not open a new window; no type library ships it. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { targetURL?: string }) => void): void;
}

export interface LaunchSurroundings {
  /** `window`, or what stands for it. */
  scope: object;
  /** The address that is open, as in `location.href`. */
  currentUrl: () => string;
  /** A half-typed form stays where it is: being brought to the front is all that happens. */
  isFormOpen: () => boolean;
  /** Goes to a path of this app. */
  open: (path: string) => void;
}

/** Follows the shortcuts and links that the system sends to the window that is open already. */
export function followLaunches({ scope, currentUrl, isFormOpen, open }: LaunchSurroundings): void {
  if (!('launchQueue' in scope)) return;
  (scope.launchQueue as LaunchQueue).setConsumer(({ targetURL }) => {
    if (targetURL === undefined) return;
    const target = new URL(targetURL);
    const current = new URL(currentUrl());
    // The launch that opened this window is told as well.
    if (target.origin !== current.origin || target.href === current.href) return;
    // A text that was shared comes but once; the form that it takes the place of is kept as a draft.
    const isShared = target.search.includes('share_');
    if (!isShared && (isFormOpen() || target.pathname === current.pathname)) return;
    open(target.pathname + target.search);
  });
}
