import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const DEFAULT_DATA_DIR = '/srv/tallybook/data';

describe('readConfig', () => {
  it('has a default for everything', () => {
    expect(readConfig({}, DEFAULT_DATA_DIR)).toEqual({
      ok: true,
      config: {
        port: 8787,
        host: '127.0.0.1',
        dataDir: DEFAULT_DATA_DIR,
        publicOrigin: undefined,
        trustProxy: 0,
        serviceWorker: 'on',
        signUp: { kind: 'open' },
        metricsToken: undefined,
      },
    });
  });

  it('takes an empty string for unset', () => {
    const empty = {
      PORT: '',
      HOST: '',
      DATA_DIR: '',
      PUBLIC_ORIGIN: '',
      TRUST_PROXY: '',
      SERVICE_WORKER: '',
      SIGN_UP: '',
      SIGN_UP_CODE: '',
      METRICS_TOKEN: '',
    };
    expect(readConfig(empty, DEFAULT_DATA_DIR)).toEqual(readConfig({}, DEFAULT_DATA_DIR));
  });

  it('takes every setting', () => {
    const env = {
      PORT: '0',
      HOST: '::1',
      DATA_DIR: '/var/lib/tallybook',
      PUBLIC_ORIGIN: 'https://tally.example.org:8443',
      TRUST_PROXY: '10',
      SERVICE_WORKER: 'off',
      SIGN_UP: 'code',
      SIGN_UP_CODE: 'our-street-12',
      METRICS_TOKEN: 'q7dKp2vX8sLm4nRz',
    };
    expect(readConfig(env, DEFAULT_DATA_DIR)).toEqual({
      ok: true,
      config: {
        port: 0,
        host: '::1',
        dataDir: '/var/lib/tallybook',
        publicOrigin: 'https://tally.example.org:8443',
        trustProxy: 10,
        serviceWorker: 'off',
        signUp: { kind: 'code', code: 'our-street-12' },
        metricsToken: 'q7dKp2vX8sLm4nRz',
      },
    });
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80a'],
    ['PORT', '0x50'],
    ['PORT', '1e3'],
    ['PORT', ' 80'],
    ['HOST', 'two words'],
    ['HOST', 'http://localhost'],
    ['HOST', '127.0.0.1\nlistening on'],
    ['DATA_DIR', 'a\0b'],
    ['PUBLIC_ORIGIN', 'tally.example.org'],
    ['PUBLIC_ORIGIN', 'https://tally.example.org/'],
    ['PUBLIC_ORIGIN', 'https://tally.example.org/app'],
    ['PUBLIC_ORIGIN', 'https://me@tally.example.org'],
    ['PUBLIC_ORIGIN', 'https://tally.example.org:443'],
    ['PUBLIC_ORIGIN', 'ftp://tally.example.org'],
    ['PUBLIC_ORIGIN', 'null'],
    ['PUBLIC_ORIGIN', '*'],
    ['TRUST_PROXY', '11'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '1.5'],
    ['SERVICE_WORKER', 'no'],
    ['SIGN_UP', 'yes'],
    ['METRICS_TOKEN', 'short'],
  ])('refuses %s=%j in one line with name, value and what was expected', (name, value) => {
    const result = readConfig({ [name]: value }, DEFAULT_DATA_DIR);
    if (result.ok) expect.unreachable(`${name}=${value} was accepted`);
    expect(result.refusal).toContain(`${name}=${JSON.stringify(value)}`);
    expect(result.refusal).toMatch(/expected \S/);
    expect(result.refusal).not.toMatch(/[\n\r\0]/);
  });

  it('refuses a sign-up code that would not be asked for', () => {
    expect(readConfig({ SIGN_UP_CODE: 'our-street-12' }, DEFAULT_DATA_DIR)).toEqual({
      ok: false,
      refusal: 'SIGN_UP="open" does not work: expected code, as SIGN_UP_CODE is set',
    });
  });

  it('refuses a database, which it would not use, without showing its password', () => {
    const result = readConfig({ DATABASE_URL: 'postgres://me:secret@db/tally' }, DEFAULT_DATA_DIR);
    if (result.ok) expect.unreachable('the database was accepted');
    expect(result.refusal).toMatch(/^DATABASE_URL=.* expected to be unset/);
    expect(result.refusal).not.toContain('secret');
  });

  it.each(['', 'short'])('refuses sign-up by a code that is %j', (code) => {
    expect(readConfig({ SIGN_UP: 'code', SIGN_UP_CODE: code }, DEFAULT_DATA_DIR)).toEqual({
      ok: false,
      refusal: `SIGN_UP_CODE=${JSON.stringify(code)} does not work: expected at least 8 characters, as SIGN_UP is code`,
    });
  });
});
