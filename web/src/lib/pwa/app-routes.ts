/**
 * Paths that belong to the server even when a person opens them in the address bar, and files: a missing file must
 * fail as a file, never arrive as the app's page.
 */
export const notAppRoutes: readonly RegExp[] = [
  /^\/(api|sync|healthz|metrics|\.well-known)(\/|$|\?)/,
  /^[^?]*\/[^/?]+\.[A-Za-z0-9]+(\?|$)/,
];

/** Whether a navigation to this path and query is answered with the app's shell. */
export function isAppRoute(pathAndQuery: string): boolean {
  return !notAppRoutes.some((pattern) => pattern.test(pathAndQuery));
}
