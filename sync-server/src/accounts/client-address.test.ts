import { describe, expect, it } from 'vitest';
import { addressToKey } from './client-address.ts';

describe('who an address is', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['::FFFF:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0db8:0000:0000:ffff::', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::203.0.113.9', '64:ff9b:0:0::/64'],
    ['203.0.113.9:51234', '203.0.113.9'],
    ['[::ffff:203.0.113.9]:51234', '203.0.113.9'],
    ['[2001:db8:1:2::1]', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::1]:51234', '2001:db8:1:2::/64'],
    ['[fe80::1%eth0]:80', 'fe80:0:0:0::/64'],
    [' 203.0.113.9 ', '203.0.113.9'],
    ['[]:80', 'unknown'],
    [':80', 'unknown'],
    ['', 'unknown'],
    ['localhost', 'unknown'],
    ['evil, 203.0.113.9', 'unknown'],
  ])('%s is %s', (address, key) => {
    expect(addressToKey(address)).toBe(key);
  });

  it('is one for a socket that is already gone', () => {
    expect(addressToKey(undefined)).toBe('unknown');
  });
});
