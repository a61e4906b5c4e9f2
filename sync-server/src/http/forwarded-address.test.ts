import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { readClientAddress } from './forwarded-address.ts';

const request = (forwardedFor?: string): IncomingMessage =>
  ({
    headers: forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor },
    socket: { remoteAddress: '127.0.0.1' },
  }) as unknown as IncomingMessage;

describe('readClientAddress', () => {
  it('believes nobody without a proxy in front', () => {
    expect(readClientAddress(request('203.0.113.9'), 0)).toBe('127.0.0.1');
  });

  it('takes what the nearest trusted proxy saw, whatever strangers wrote before it', () => {
    expect(readClientAddress(request('198.51.100.1, 203.0.113.9'), 1)).toBe('203.0.113.9');
    expect(readClientAddress(request('198.51.100.1, 203.0.113.9, 10.0.0.2'), 2)).toBe('203.0.113.9');
  });

  it('takes the farthest hop there is when a promised proxy is missing', () => {
    expect(readClientAddress(request(), 1)).toBe('127.0.0.1');
  });
});
