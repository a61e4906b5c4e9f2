/** A URL that the browser's Trusted Types check lets through; a plain string where there is no such check. */
export type TrustedScriptUrl = string | { toString(): string };

interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL: (url: string) => TrustedScriptUrl };
}

/** The one script that the app may start besides its own modules. */
const serviceWorkerUrl = '/service-worker.js';

/** Returns the URL as it is, or throws: the policy `tallybook` lets exactly one script through. */
export function allowServiceWorkerOnly(url: string): string {
  if (url === serviceWorkerUrl) return url;
  throw new TypeError(`${url} is not a script of this app`);
}

/** What was made for a page: the browser refuses a second policy of one name. */
const made = new WeakMap<TrustedTypesFactory, TrustedScriptUrl>();

/**
 * The service worker's URL as `register` accepts it under `require-trusted-types-for 'script'`; the same whenever the
 * app registers again, as it does once the network is back.
 */
export function trustedServiceWorkerUrl(scope: object = globalThis): TrustedScriptUrl {
  const factory = (scope as { trustedTypes?: TrustedTypesFactory }).trustedTypes;
  if (factory === undefined) return serviceWorkerUrl;
  const url =
    made.get(factory) ??
    factory
      .createPolicy('tallybook', { createScriptURL: allowServiceWorkerOnly })
      .createScriptURL(serviceWorkerUrl);
  made.set(factory, url);
  return url;
}
