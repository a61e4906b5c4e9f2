import { describe, expect, it } from 'vitest';
import { allowServiceWorkerOnly, trustedServiceWorkerUrl } from './trusted-script-url.ts';

describe('the Trusted Types policy', () => {
  it('lets the service worker through and nothing else', () => {
    expect(allowServiceWorkerOnly('/service-worker.js')).toBe('/service-worker.js');
    for (const url of [
      '/service-worker.js?x',
      '//evil.example/service-worker.js',
      'data:text/javascript,1',
      '',
    ]) {
      expect(() => allowServiceWorkerOnly(url)).toThrow(TypeError);
    }
  });

  it('is made under the name that the server allows, once however often the app registers', () => {
    const names: string[] = [];
    const createPolicy = (name: string, rules: { createScriptURL: (url: string) => string }) => {
      names.push(name);
      return rules;
    };
    const page = { trustedTypes: { createPolicy } };
    for (let time = 0; time < 2; time++) {
      expect(String(trustedServiceWorkerUrl(page))).toBe('/service-worker.js');
    }
    expect(names).toEqual(['tallybook']);
  });

  it('is not needed where the browser has no Trusted Types', () => {
    expect(trustedServiceWorkerUrl({})).toBe('/service-worker.js');
  });
});
