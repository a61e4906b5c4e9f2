/** A place in a record: the names and indexes that lead to it. */
type FieldPath = readonly (string | number)[];

/** A JSON text that stands in the place of a field; JSON.stringify cannot write most of these. */
const wrongJson: readonly string[] = [
  'null',
  'true',
  'false',
  '-0',
  '-1',
  '0.5',
  '1e400',
  '-1e400',
  '9007199254740993',
  '1e21',
  '""',
  '"0"',
  '"__proto__"',
  '"constructor"',
  '"\\ud800"',
  '"\\u0000"',
  '"é"',
  '[]',
  '[[]]',
  '[null]',
  '{}',
  '{"__proto__":{"legs":[],"amt":1,"length":3}}',
  '{"length":1,"0":"m_ali00000"}',
  '{"constructor":1,"toString":2,"valueOf":3,"toJSON":4}',
];

export interface WrongField {
  path: FieldPath;
  /** What stands in the field; null when the field is left out. */
  wrong: string | null;
  json: string;
}

/** Every field of a record, at every depth, with every wrong value, and without it. */
export function wrongFields(record: unknown): WrongField[] {
  return pathsIn(record).flatMap((path) => [
    { path, wrong: null, json: withField(record, path, null) },
    ...wrongJson.map((wrong) => ({ path, wrong, json: withField(record, path, wrong) })),
  ]);
}

function pathsIn(value: unknown, path: FieldPath = []): FieldPath[] {
  if (typeof value !== 'object' || value === null) return [];
  const names = Array.isArray(value) ? Array.from(value.keys()) : Object.keys(value);
  return names.flatMap((name) => {
    const inner = [...path, name];
    return [inner, ...pathsIn((value as Record<string | number, unknown>)[name], inner)];
  });
}

function withField(record: unknown, path: FieldPath, wrong: string | null): string {
  const mark = '@@the wrong value@@';
  const copy = structuredClone(record);
  let holder = copy as Record<string | number, unknown>;
  for (const name of path.slice(0, -1)) holder = holder[name] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  if (wrong !== null) holder[last] = mark;
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else Reflect.deleteProperty(holder, last);
  return JSON.stringify(copy).replace(JSON.stringify(mark), () => wrong ?? '');
}
