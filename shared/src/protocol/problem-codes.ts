/** Status of each `code` that an error answer of the API can carry. The codes are stable; titles and details are not. */
export const PROBLEM_STATUS = {
  'bad-json': 400,
  'bad-request': 400,
  'sign-in-required': 401,
  'wrong-credentials': 401,
  'cross-site': 403,
  'joining-closed': 403,
  'not-owner': 403,
  removed: 403,
  'sign-up-closed': 403,
  'too-many-classes': 403,
  'class-full': 403,
  'wrong-sign-up-code': 403,
  'no-such-class': 404,
  'no-such-member': 404,
  'no-such-session': 404,
  'not-found': 404,
  'method-not-allowed': 405,
  'class-exists': 409,
  'code-taken': 409,
  'last-member': 409,
  'not-removed': 409,
  'out-of-reach': 409,
  'username-taken': 409,
  'class-deleted': 410,
  'too-large': 413,
  'json-only': 415,
  invalid: 422,
  'update-needed': 426,
  'slow-down': 429,
  internal: 500,
  busy: 503,
  'class-damaged': 503,
  'storage-unavailable': 503,
  'writes-not-durable': 503,
} as const satisfies Readonly<Record<string, number>>;

export type ProblemCode = keyof typeof PROBLEM_STATUS;

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEM_STATUS, text);
}
