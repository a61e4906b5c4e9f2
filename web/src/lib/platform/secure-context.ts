/** What the address that the app was opened at allows. */
export interface ContextReport {
  /** False on plain http other than localhost: no service worker, no install, no persistent storage. */
  readonly secure: boolean;
  readonly origin: string;
  readonly serviceWorkerAvailable: boolean;
}

export function readContext(scope: Window = window): ContextReport {
  return {
    secure: scope.isSecureContext,
    origin: scope.location.origin,
    serviceWorkerAvailable: 'serviceWorker' in scope.navigator,
  };
}
