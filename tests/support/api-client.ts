/** An answer of the API, whatever its status. */
export interface ApiAnswer {
  readonly status: number;
  /** Stable code of a refusal. */
  readonly code: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

/** One signed-in browser. */
export interface Account {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  /** `name=value`, as a Cookie header takes it. */
  readonly cookie: string;
}

/** A class with the author id of whoever created or joined it. */
export interface Membership {
  readonly classId: string;
  readonly memberId: string;
  readonly code: string;
}

export interface RequestOptions {
  readonly cookie?: string;
  readonly body?: unknown;
  /** Over the headers that a page of the app would send. */
  readonly headers?: Readonly<Record<string, string>>;
}

function toObject(text: string): Readonly<Record<string, unknown>> {
  if (text === '') return {};
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** Asks as a page of the app would. Rejects only when the connection fails. */
export async function request(
  origin: string,
  method: string,
  path: string,
  { cookie, body, headers }: RequestOptions = {},
): Promise<ApiAnswer> {
  const response = await fetch(`${origin}/api${path}`, {
    method,
    headers: {
      Origin: origin,
      // A kept connection would survive the server that it belongs to.
      Connection: 'close',
      ...(cookie === undefined ? {} : { Cookie: cookie }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
  const answer = isJson ? toObject(text) : {};
  const { code } = answer;
  return {
    status: response.status,
    code: typeof code === 'string' ? code : undefined,
    body: answer,
    headers: response.headers,
  };
}

function expectStatus(answer: ApiAnswer, what: string, ...statuses: readonly number[]): ApiAnswer {
  if (statuses.includes(answer.status)) return answer;
  throw new Error(`${what}: ${answer.status} ${answer.code ?? ''}`);
}

/** The cookie that an answer sets, as a Cookie header takes it. */
export function cookieOf({ headers }: ApiAnswer): string {
  return headers.get('Set-Cookie')?.split(';', 1)[0] ?? '';
}

const PASSWORD = 'seven quiet herons';

export async function signUp(
  origin: string,
  username: string,
  { password = PASSWORD, displayName = username, headers = {} } = {},
): Promise<Account> {
  const answer = await request(origin, 'POST', '/accounts', {
    body: { username, displayName, password },
    headers,
  });
  expectStatus(answer, `sign-up of ${username}`, 201);
  return { id: String(answer.body['id']), username, password, cookie: cookieOf(answer) };
}

export async function createClass(
  origin: string,
  owner: Account,
  given: { readonly classId: string; readonly memberId: string; readonly name?: string },
): Promise<Membership> {
  const { classId, memberId, name = 'Lisbon' } = given;
  const body = { name, currency: 'EUR', memberId };
  const answer = await request(origin, 'PUT', `/classes/${classId}`, { cookie: owner.cookie, body });
  expectStatus(answer, 'creation of a class', 201, 200);
  return { classId, memberId, code: String(answer.body['code']) };
}

export async function joinClass(origin: string, account: Account, code: string): Promise<Membership> {
  const answer = await request(origin, 'POST', '/memberships', { cookie: account.cookie, body: { code } });
  expectStatus(answer, 'joining a class', 201, 200);
  return { classId: String(answer.body['id']), memberId: String(answer.body['memberId']), code };
}
