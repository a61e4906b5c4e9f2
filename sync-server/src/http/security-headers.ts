import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { InlineHashes } from './inline-hashes.ts';

export interface SecurityHeaderParts {
  readonly inlineHashes: InlineHashes;
  /** Whether people reach the server by https: only then may it insist on it. */
  readonly isHttps: boolean;
}

const HSTS_SECONDS = 31_536_000;

/** Camera for scanning a class's QR code; nothing else of the device. */
const PERMISSIONS = [
  'camera=(self)',
  ...[
    'accelerometer',
    'display-capture',
    'geolocation',
    'gyroscope',
    'hid',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'serial',
    'usb',
  ].map((feature) => `${feature}=()`),
].join(', ');

/**
 * Headers of every answer that is not a hashed asset. The policy lets run what was built, named by hash, and nothing that data could turn into
 * code: strings reach script sinks only through the three named Trusted Types policies.
 */
export function setSecurityHeaders({ inlineHashes, isHttps }: SecurityHeaderParts): RequestHandler {
  const { scripts, styles, styleAttributes } = inlineHashes;
  const setHelmetHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'", ...scripts],
        'style-src': ["'self'", ...styles],
        ...(styleAttributes.length > 0 && {
          'style-src-attr': ["'unsafe-hashes'", ...styleAttributes],
        }),
        'img-src': ["'self'", 'blob:', 'data:'],
        'connect-src': ["'self'"],
        'manifest-src': ["'self'"],
        'worker-src': ["'self'"],
        'base-uri': ["'none'"],
        'object-src': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'require-trusted-types-for': ["'script'"],
        'trusted-types': ['svelte-trusted-html', 'sveltekit-trusted-url', 'tallybook'],
        // No upgrade-insecure-requests: opened at a plain http address, the page would ask for an https that is not
        // there and stay blank, instead of saying where it should be opened.
      },
    },
    strictTransportSecurity: isHttps && { maxAge: HSTS_SECONDS, includeSubDomains: true },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  return (req, res, next) => {
    if (req.path.startsWith('/_app/immutable/')) {
      setAssetHeaders(res, isHttps);
      next();
      return;
    }
    res.set('Permissions-Policy', PERMISSIONS);
    setHelmetHeaders(req, res, next);
  };
}

/**
 * Scripts and styles run under the policy of the page that loads them; a copy of it on each of them would only weigh
 * more than many of the files.
 */
function setAssetHeaders(res: Response, isHttps: boolean): void {
  res.set('X-Content-Type-Options', 'nosniff');
  res.set('Cross-Origin-Resource-Policy', 'same-origin');
  if (isHttps) res.set('Strict-Transport-Security', `max-age=${HSTS_SECONDS}; includeSubDomains`);
}
