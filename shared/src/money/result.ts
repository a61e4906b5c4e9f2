/** The outcome of something a user or peer can cause to fail: a value, or a refusal that names its reason. */
export type Result<T, R> = { ok: true; value: T } | { ok: false; refusal: R };
