import { readFileSync } from 'node:fs';
import type { Result } from '@tallybook/shared/money/result';

/** One part of a vectors file, such as `money`, with its cases as they stand in the file. */
export interface VectorPart {
  name: string;
  cases: readonly unknown[];
}

/** Reads a vectors file; the refusal is one line for people. */
export function readVectorFile(path: string): Result<VectorPart[], string> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return {
      ok: false,
      refusal: `cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return { ok: false, refusal: `${path} is not JSON` };
  }
  if (typeof file !== 'object' || file === null || Array.isArray(file)) {
    return { ok: false, refusal: `${path} is not a vectors file: expected an object of parts` };
  }
  const parts: VectorPart[] = [];
  for (const [name, cases] of Object.entries(file)) {
    if (name === 'about') continue;
    if (!Array.isArray(cases)) {
      return { ok: false, refusal: `${path} is not a vectors file: part ${name} is not a list of cases` };
    }
    parts.push({ name, cases });
  }
  if (parts.length === 0) return { ok: false, refusal: `${path} is not a vectors file: it has no parts` };
  return { ok: true, value: parts };
}
