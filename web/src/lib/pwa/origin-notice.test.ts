import { describe, expect, it } from 'vitest';
import { originNotice } from './origin-notice.ts';

const publicOrigin = 'https://tally.example.org';

describe('originNotice', () => {
  it('has nothing to say at the address that the host has set', () => {
    expect(originNotice({ isSecureContext: true, origin: publicOrigin, publicOrigin })).toBeUndefined();
  });

  it('has nothing to say while the server has not been asked', () => {
    expect(
      originNotice({ isSecureContext: true, origin: publicOrigin, publicOrigin: undefined }),
    ).toBeUndefined();
  });

  it('counts every name of this machine as one place, by port', () => {
    const own = 'http://localhost:8787';
    expect(
      originNotice({ isSecureContext: true, origin: 'http://127.0.0.1:8787', publicOrigin: own }),
    ).toBeUndefined();
    expect(
      originNotice({ isSecureContext: true, origin: 'http://127.0.0.1:9999', publicOrigin: own })?.reason,
    ).toBe('other-origin');
  });

  it('names what plain http on another machine costs, and where it works', () => {
    expect(originNotice({ isSecureContext: false, origin: 'http://192.168.0.5:8787', publicOrigin })).toEqual(
      {
        reason: 'insecure-context',
        lost: ['offline-start', 'install', 'storage-protection'],
        publicOrigin,
      },
    );
  });

  it('offers no other address when the host has set this very one', () => {
    const origin = 'http://192.168.0.5:8787';
    expect(
      originNotice({ isSecureContext: false, origin, publicOrigin: origin })?.publicOrigin,
    ).toBeUndefined();
  });

  it.each([true, false])(
    'sends nobody to a loopback address of the server (secure: %s)',
    (isSecureContext) => {
      const notice = originNotice({
        isSecureContext,
        origin: isSecureContext ? 'https://tally.example.org' : 'http://192.168.0.5:8787',
        publicOrigin: 'http://localhost:8787',
      });
      expect(notice?.publicOrigin).toBeUndefined();
      expect(notice?.reason).toBe(isSecureContext ? undefined : 'insecure-context');
    },
  );

  it('says that another secure address does not sync', () => {
    expect(originNotice({ isSecureContext: true, origin: 'https://www.example.org', publicOrigin })).toEqual({
      reason: 'other-origin',
      lost: ['sync'],
      publicOrigin,
    });
  });
});
