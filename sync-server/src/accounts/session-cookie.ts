/** What the cookie says; whether it is true is for the account's record to decide. */
export interface SessionClaim {
  readonly accountId: string;
  /** 256 random bits, base64url. */
  readonly token: string;
}

export interface SessionCookie {
  readonly name: string;
  /** Every well-formed claim of a Cookie header, in its order: other paths of a host can add cookies of this name. */
  read(header: string | undefined): readonly SessionClaim[];
  /** The value of a Set-Cookie header. */
  write(claim: SessionClaim): string;
  /** The Set-Cookie value that takes it away. */
  clear(): string;
}

const CLAIM = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;
/** Whoever can plant cookies must plant many to crowd out the true one; each claim costs a look at an account. */
const MAX_CLAIMS = 20;

/**
 * @param isHttps whether people open the app by https: the `__Host-` prefix, which keeps other hosts and plain http
 *   from setting the cookie, needs it
 * @param maxAgeMs the absolute life of a session
 */
export function createSessionCookie(isHttps: boolean, maxAgeMs: number): SessionCookie {
  const name = isHttps ? '__Host-session' : 'session';
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}`;
  return {
    name,
    read(header) {
      if (header === undefined) return [];
      return header
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith(`${name}=`))
        .flatMap((pair) => {
          const [, accountId, token] = CLAIM.exec(pair.slice(name.length + 1)) ?? [];
          return accountId === undefined || token === undefined ? [] : [{ accountId, token }];
        })
        .slice(0, MAX_CLAIMS);
    },
    write: ({ accountId, token }) =>
      `${name}=${accountId}.${token}; Max-Age=${Math.floor(maxAgeMs / 1000)}; ${attributes}`,
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
  };
}
