import { resolve } from 'node:path';

/** Who may make an account here. */
export type SignUpPolicy =
  { readonly kind: 'open' } | { readonly kind: 'code'; readonly code: string } | { readonly kind: 'closed' };

/** What the server was told. A pure value: reading it opens nothing. */
interface Config {
  /** 0 lets the system pick a free port. */
  readonly port: number;
  readonly host: string;
  /** Absolute path. */
  readonly dataDir: string;
  /** Undefined means `http://localhost:PORT`, known only when the port is. */
  readonly publicOrigin: string | undefined;
  /** How many proxies stand in front, each adding one entry to X-Forwarded-For. */
  readonly trustProxy: number;
  /** `off` makes the server hand out a service worker that removes itself. */
  readonly serviceWorker: 'on' | 'off';
  readonly signUp: SignUpPolicy;
  /** Lets others than this machine read `/metrics`. */
  readonly metricsToken: string | undefined;
}

/** `refusal` is one line that names the variable, its value and what was expected. */
export type ConfigResult =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly refusal: string };

/** Process environment as Node hands it over; an empty string counts as unset. */
export type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORT = 8787;
const DEFAULT_HOST = '127.0.0.1';
const MAX_PORT = 65_535;
const MAX_PROXIES = 10;
const MIN_SIGN_UP_CODE = 8;
const MIN_METRICS_TOKEN = 16;

/** The one line for a setting that cannot work; control characters in the value are escaped. */
export function describeRefusal(variable: string, value: string, expected: string): string {
  return `${variable}=${JSON.stringify(value)} does not work: expected ${expected}`;
}

function readWholeNumber(text: string, max: number): number | undefined {
  if (!/^\d{1,6}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= max ? value : undefined;
}

/** An origin exactly as a browser would send it, so that later checks are string comparisons. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.origin === text;
}

/**
 * Reads the settings of the environment.
 * @param defaultDataDir absolute path used when DATA_DIR is unset; a relative DATA_DIR counts from the working folder.
 */
export function readConfig(env: Environment, defaultDataDir: string): ConfigResult {
  const read = (name: string, fallback: string): string => {
    const value = env[name];
    return value === undefined || value === '' ? fallback : value;
  };
  const refuse = (name: string, value: string, expected: string): ConfigResult => ({
    ok: false,
    refusal: describeRefusal(name, value, expected),
  });

  const portText = read('PORT', String(DEFAULT_PORT));
  const port = readWholeNumber(portText, MAX_PORT);
  if (port === undefined) return refuse('PORT', portText, `a whole number from 0 to ${MAX_PORT}`);

  const host = read('HOST', DEFAULT_HOST);
  if (!/^[\w.:%-]+$/.test(host)) {
    return refuse('HOST', host, 'an address or a host name of this machine, such as 127.0.0.1 or 0.0.0.0');
  }

  const dataDirText = read('DATA_DIR', defaultDataDir);
  if (dataDirText.includes('\0')) return refuse('DATA_DIR', dataDirText, 'the path of a folder');

  const publicOrigin = read('PUBLIC_ORIGIN', '');
  if (publicOrigin !== '' && !isOrigin(publicOrigin)) {
    return refuse(
      'PUBLIC_ORIGIN',
      publicOrigin,
      'an http or https origin in lower case without a path, such as https://tally.example.org',
    );
  }

  const trustProxyText = read('TRUST_PROXY', '0');
  const trustProxy = readWholeNumber(trustProxyText, MAX_PROXIES);
  if (trustProxy === undefined) {
    return refuse('TRUST_PROXY', trustProxyText, `the number of proxies in front, from 0 to ${MAX_PROXIES}`);
  }

  const serviceWorker = read('SERVICE_WORKER', 'on');
  if (serviceWorker !== 'on' && serviceWorker !== 'off') {
    return refuse('SERVICE_WORKER', serviceWorker, 'on or off');
  }

  const databaseUrl = read('DATABASE_URL', '');
  if (databaseUrl !== '') {
    return refuse(
      'DATABASE_URL',
      '(hidden)',
      'to be unset, as this version keeps its data in DATA_DIR alone',
    );
  }

  const signUp = readSignUp(read('SIGN_UP', 'open'), read('SIGN_UP_CODE', ''));
  if ('refused' in signUp) return refuse(...signUp.refused);

  const metricsToken = read('METRICS_TOKEN', '');
  if (metricsToken !== '' && metricsToken.length < MIN_METRICS_TOKEN) {
    return refuse(
      'METRICS_TOKEN',
      metricsToken,
      `at least ${MIN_METRICS_TOKEN} characters that nobody can guess`,
    );
  }

  return {
    ok: true,
    config: {
      port,
      host,
      dataDir: resolve(dataDirText),
      publicOrigin: publicOrigin === '' ? undefined : publicOrigin,
      trustProxy,
      serviceWorker,
      signUp,
      metricsToken: metricsToken === '' ? undefined : metricsToken,
    },
  };
}

function readSignUp(
  policy: string,
  code: string,
): SignUpPolicy | { readonly refused: readonly [name: string, value: string, expected: string] } {
  switch (policy) {
    case 'open':
    case 'closed':
      if (code === '') return { kind: policy };
      return { refused: ['SIGN_UP', policy, 'code, as SIGN_UP_CODE is set'] };
    case 'code':
      if (code.length >= MIN_SIGN_UP_CODE) return { kind: 'code', code };
      return {
        refused: ['SIGN_UP_CODE', code, `at least ${MIN_SIGN_UP_CODE} characters, as SIGN_UP is code`],
      };
    default:
      return { refused: ['SIGN_UP', policy, 'open, code (with SIGN_UP_CODE) or closed'] };
  }
}
