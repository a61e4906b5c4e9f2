import { crc32 } from 'node:zlib';

/**
 * Every file and journal line is one line of JSON whose last member is `crc`: the CRC-32 of the bytes of the same line
 * without that member, as a decimal number. It is checked on the bytes as they are, before anything is parsed.
 */
const SEAL = /,"crc":(\d{1,10})\}$/;
/** The longest seal: its key, ten digits and the bracket. */
const SEAL_BYTES = 18;
const CLOSING = Buffer.from('}');
const NEWLINE = 0x0a;

/** The line of an object whose JSON is given without its closing bracket and is not empty; ends with a newline. */
export function sealLine(openJson: string): Buffer {
  const body = Buffer.from(openJson);
  return Buffer.concat([body, Buffer.from(`,"crc":${crc32(CLOSING, crc32(body))}}\n`)]);
}

/** For objects with at least one member. */
export function sealJson(record: object): Buffer {
  return sealLine(JSON.stringify(record).slice(0, -1));
}

export type Unsealed =
  { readonly sealed: boolean; readonly value: Readonly<Record<string, unknown>> } | undefined;

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    // A text that is not JSON is the answer undefined, which every caller treats as damage.
    return undefined;
  }
}

/**
 * The object of a line (without its newline), or undefined when it is damaged. `sealed` is false when it has no `crc`,
 * as in a file that a person has edited.
 */
export function unsealLine(line: Buffer): Unsealed {
  const end = line.subarray(Math.max(0, line.length - SEAL_BYTES)).toString('latin1');
  const seal = SEAL.exec(end);
  if (seal !== null) {
    const body = line.subarray(0, line.length - seal[0].length);
    if (crc32(CLOSING, crc32(body)) !== Number(seal[1])) return undefined;
  }
  const value = parseObject(line.toString('utf8'));
  return value === undefined ? undefined : { sealed: seal !== null, value };
}

/** The same for a file that is one such line. */
export function unsealFile(bytes: Buffer): Unsealed {
  return unsealLine(bytes.at(-1) === NEWLINE ? bytes.subarray(0, -1) : bytes);
}
