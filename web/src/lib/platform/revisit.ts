/** Whether somebody was here before: a first visit has no service worker yet. */
export function isRevisit(): boolean {
  return 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;
}
