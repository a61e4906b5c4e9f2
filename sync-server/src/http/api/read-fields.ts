import { refuse } from '../../accounts/refusal.ts';
import type { Refusal } from '../../accounts/refusal.ts';

/** Reads one field of a body: its value, or one stable word about what is wrong. */
export type FieldReader<T> = (
  value: unknown,
) => { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

type FieldsOf<Spec> = { readonly [Name in keyof Spec]: Spec[Name] extends FieldReader<infer T> ? T : never };

/** Keys that change what an object is; no honest client sends one. */
const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];

/** Any text up to a length in UTF-16 code units; what it may say is for the rules to judge. */
export function text(maxLength: number): FieldReader<string> {
  return (value) => {
    if (value === undefined) return { ok: false, reason: 'missing' };
    if (typeof value !== 'string') return { ok: false, reason: 'not-text' };
    return value.length > maxLength ? { ok: false, reason: 'too-long' } : { ok: true, value };
  };
}

export function oneOf<const T extends string>(...allowed: readonly T[]): FieldReader<T> {
  return (value) => {
    if (value === undefined) return { ok: false, reason: 'missing' };
    const found = allowed.find((one) => one === value);
    return found === undefined ? { ok: false, reason: 'not-allowed' } : { ok: true, value: found };
  };
}

/** A text that `read` turns into what it means, or undefined when it means nothing. */
export function parsed<T>(maxLength: number, read: (value: string) => T | undefined): FieldReader<T> {
  const readText = text(maxLength);
  return (given) => {
    const asText = readText(given);
    if (!asText.ok) return asText;
    const value = read(asText.value);
    return value === undefined ? { ok: false, reason: 'not-allowed' } : { ok: true, value };
  };
}

export function optional<T>(reader: FieldReader<T>): FieldReader<T | undefined> {
  return (value) => (value === undefined ? { ok: true, value } : reader(value));
}

/** Reads the named fields of a body and leaves the others alone; every fault is named at once. */
export function readFields<Spec extends Readonly<Record<string, FieldReader<unknown>>>>(
  body: unknown,
  spec: Spec,
): { readonly ok: true; readonly value: FieldsOf<Spec> } | Refusal {
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body))) {
    return refuse('invalid', { fields: { body: 'not-an-object' } });
  }
  const given = new Map<string, unknown>(Object.entries(body ?? {}));
  if (FORBIDDEN.some((key) => given.has(key))) {
    return refuse('invalid', { fields: { body: 'forbidden-key' } });
  }
  const faults: [string, string][] = [];
  const values: [string, unknown][] = [];
  for (const [name, reader] of Object.entries(spec)) {
    const field = reader(given.get(name));
    if (field.ok) values.push([name, field.value]);
    else faults.push([name, field.reason]);
  }
  if (faults.length > 0) return refuse('invalid', { fields: Object.fromEntries(faults) });
  return { ok: true, value: Object.fromEntries(values) as FieldsOf<Spec> };
}
