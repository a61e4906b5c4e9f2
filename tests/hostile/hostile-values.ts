import { Array as YArray, Doc, Map as YMap, Text as YText, XmlFragment } from 'yjs';
import { ali, bea, validRecords } from './valid-records.ts';

/** A key of the log and what a hostile writer puts there. Yjs types can stand in one place only, so each is made anew. */
export interface HostileEntry {
  name: string;
  id: string;
  make: () => unknown;
  /** A good record after all, or none at all: not put aside. */
  isReadable: boolean;
}

const expense = validRecords[0]?.record ?? {};
const expenseJson = JSON.stringify(expense);
const withGroups = (groups: string) => `{"k":"x","t":1,"a":"${ali}","s":${groups}}`;
const money = (legs: string) => withGroups(`{"money":{"legs":[${legs}]}}`);
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

function nestedObject(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = { next: value };
  return value;
}

/** What Yjs can carry and the log must not hold. */
const valuesByName: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  null: () => null,
  true: () => true,
  zero: () => 0,
  'minus zero': () => -0,
  NaN: () => NaN,
  Infinity: () => Infinity,
  BigInt: () => 10n ** 18n,
  bytes: () => new TextEncoder().encode(expenseJson),
  'a record as an object': () => structuredClone(expense),
  'an object with a prototype key': () => JSON.parse(`{"__proto__":${expenseJson}}`) as unknown,
  'an array with a record': () => [expenseJson],
  'an object of 200 levels': () => nestedObject(200),
  'a Y.Text with a record': () => new YText(expenseJson),
  'a Y.Map': () => new YMap(Object.entries(expense)),
  'a Y.Array': () => YArray.from([expenseJson]),
  'a Y.XmlFragment': () => new XmlFragment(),
  'a subdocument': () => new Doc({ guid: 'subdocument' }),
};

/** Texts in the log that are no good record. */
const textsByName: Readonly<Record<string, string>> = {
  'no text': '',
  'no JSON': '{"k":"x"',
  'a trailing comma': `${expenseJson.slice(0, -1)},}`,
  'a byte order mark': `\ufeff${expenseJson}`,
  'two records': `${expenseJson}${expenseJson}`,
  'JSON null': 'null',
  'a JSON number': '1e400',
  'a JSON array': `[${expenseJson}]`,
  'a JSON string': JSON.stringify(expenseJson),
  '5,000 levels': withGroups(`{"x":${deep(5_000)}}`),
  '100,000 levels': deep(100_000),
  '5,000 levels, not closed': '['.repeat(5_000),
  '33 levels': withGroups(`{"x":${deep(31)}}`),
  '40 kB of note': withGroups(`{"note":"${'a'.repeat(40_000)}"}`),
  '40 kB of white space': `${expenseJson}${' '.repeat(40_000)}`,
  '11,000 characters of three bytes': withGroups(`{"note":"${'€'.repeat(11_000)}"}`),
  'a prototype with a record': `{"__proto__":${expenseJson}}`,
  'groups in a prototype': withGroups(`{"__proto__":{"del":1,"money":${JSON.stringify(expense)}}}`),
  'money in a prototype': withGroups('{"money":{"__proto__":{"legs":[]}}}'),
  'a leg in a prototype': money(
    `{"__proto__":{"cur":"EUR","amt":1,"pay":[["${ali}",1]],"owe":[["${bea}",1]]}}`,
  ),
  'kind constructor': `{"k":"constructor","t":1,"a":"${ali}","s":{}}`,
  'groups named like methods': withGroups('{"constructor":1,"toString":2,"hasOwnProperty":3,"valueOf":null}'),
  'an amount of 1e400': money(`{"cur":"EUR","amt":1e400,"pay":[["${ali}",1e400]],"owe":[["${bea}",1e400]]}`),
  'a part of -0': money(`{"cur":"EUR","amt":1,"pay":[["${ali}",1],["${bea}",-0]],"owe":[["${bea}",1]]}`),
  'a member twice': money(`{"cur":"EUR","amt":2,"pay":[["${ali}",2]],"owe":[["${bea}",1],["${bea}",1]]}`),
  'a member __proto__': money('{"cur":"EUR","amt":1,"pay":[["__proto__",1]],"owe":[["constructor",1]]}'),
  'a currency __proto__': money(`{"cur":"__proto__","amt":1,"pay":[["${ali}",1]],"owe":[["${bea}",1]]}`),
  'a currency with a newline': money(`{"cur":"EUR\\n","amt":1,"pay":[["${ali}",1]],"owe":[["${bea}",1]]}`),
  'parts below zero': money(`{"cur":"EUR","amt":1,"pay":[["${ali}",2],["${bea}",-1]],"owe":[["${bea}",1]]}`),
  'nine legs': money(
    Array.from({ length: 9 }, () => `{"cur":"EUR","amt":1,"pay":[["${ali}",1]],"owe":[["${bea}",1]]}`).join(),
  ),
  '201 parts': money(
    `{"cur":"EUR","amt":201,"pay":[["${ali}",201]],"owe":[${Array.from({ length: 201 }, (_, i) => `["m_many${String(1000 + i)}",1]`).join()}]}`,
  ),
  'a bare lone surrogate': withGroups('{"title":"\ud800"}'),
  'an escaped lone surrogate': withGroups('{"title":"\\ud800","note":"\\udc00\\ud800"}'),
  'a group twice': withGroups(`{"title":"first","title":"second","del":1,"del":0}`),
  'an author twice': `{"k":"x","t":1,"a":"${ali}","a":"${bea}","s":{"title":"whose?"}}`,
  'a seen list of 33': `{"k":"x","t":1,"a":"${ali}","b":[${Array.from({ length: 33 }, () => '"e_seen0000"').join()}],"s":{}}`,
};

/** Keys that no honest writer makes. The values under them are good records. */
const keys: readonly string[] = [
  '',
  '__proto__',
  'constructor',
  'toString',
  'e_',
  'e_short',
  'E_capital0',
  'e_with space',
  'e_newline0\n',
  'e_\ud800000000',
  `e_${'x'.repeat(41)}`,
  '0',
  'm_ali00000 ',
];

const readable = new Set([
  // Yjs cannot tell it from a key that was deleted.
  'undefined',
  'groups in a prototype',
  'groups named like methods',
  'a bare lone surrogate',
  'an escaped lone surrogate',
  'a group twice',
  'an author twice',
]);

export const hostileEntries: readonly HostileEntry[] = [
  ...Object.entries(valuesByName).map(([name, make], i) =>
    hostileEntry(name, `e_value${String(1000 + i)}`, make),
  ),
  ...Object.entries(textsByName).map(([name, text], i) =>
    hostileEntry(name, `e_text${String(1000 + i)}`, () => text),
  ),
  ...keys.map((id) => hostileEntry(`the key ${JSON.stringify(id)}`, id, () => expenseJson)),
];

function hostileEntry(name: string, id: string, make: () => unknown): HostileEntry {
  return { name, id, make, isReadable: readable.has(name) };
}
