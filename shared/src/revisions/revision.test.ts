import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isClockAhead, nextTimestamp } from './clock.ts';
import { idFromBytes, isId } from './ids.ts';
import { isSameJson, utf8Length } from './json-shape.ts';
import type { Revision } from './revision.ts';
import { MAX_RECORD_BYTES, parseRevision, serializeRevision } from './revision.ts';

const good = { k: 'x', t: 1, a: 'm_self00', s: { title: 'Tea' } };

const refusalOf = (record: unknown, id = 'e_000001') => {
  const revision = parseRevision(id, typeof record === 'string' ? record : JSON.stringify(record));
  return revision.ok ? 'ok' : revision.refusal;
};

describe('records', () => {
  it('[D1] tells ids from other texts', () => {
    const ids = ['e_000001', `r_${'a'.repeat(40)}`, 'z_AZaz09_-'];
    const others = [
      '',
      'e_00000',
      `e_${'a'.repeat(41)}`,
      'E_000001',
      'e-000001',
      'e_00000é',
      'e_000001\n',
      '__proto__',
    ];
    expect(ids.filter((id) => !isId(id))).toEqual([]);
    expect(others.filter(isId)).toEqual([]);
  });

  it('[D1] makes ids of 96 bits in base64url', () => {
    const bytes = fc.uint8Array({ minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(bytes, (random) => {
        const id = idFromBytes('r', random);
        expect(id).toBe(`r_${Buffer.from(random).toString('base64url')}`);
        expect(isId(id)).toBe(true);
      }),
    );
    expect(() => idFromBytes('e', new Uint8Array(11))).toThrow(RangeError);
  });

  it('[D2] accepts an envelope and names what is wrong with others', () => {
    const seen = Array.from({ length: 33 }, (_, i) => `r_00000${i}`);
    expect(refusalOf({ ...good, e: 'e_000001', b: seen.slice(1), auto: 'e_000002' })).toBe('ok');
    const refused: [unknown, string][] = [
      ['{', 'not-json'],
      ['', 'not-json'],
      ['[]', 'not-an-object'],
      ['null', 'not-an-object'],
      ['"x"', 'not-an-object'],
      [{ ...good, k: 'X' }, 'kind'],
      [{ ...good, k: 'ninelette' }, 'kind'],
      [{ ...good, k: undefined }, 'kind'],
      [{ ...good, e: 'x' }, 'entity'],
      [{ ...good, e: null }, 'entity'],
      [{ ...good, b: 'e_000001' }, 'seen'],
      [{ ...good, b: ['e_000001', 7] }, 'seen'],
      [{ ...good, b: seen }, 'seen'],
      [{ ...good, t: -1 }, 'time'],
      [{ ...good, t: 1.5 }, 'time'],
      [{ ...good, t: '1' }, 'time'],
      ['{"k":"x","t":1e400,"a":"m_self00","s":{}}', 'time'],
      [{ ...good, a: 'nobody' }, 'author'],
      [{ ...good, auto: 1 }, 'auto'],
      [{ ...good, s: [] }, 'groups'],
      [{ ...good, s: null }, 'groups'],
    ];
    for (const [record, refusal] of refused) expect([record, refusalOf(record)]).toEqual([record, refusal]);
    expect(refusalOf(good, 'toString')).toBe('key');
  });

  it('[D2] bounds bytes and depth before it parses', () => {
    const ofBytes = (bytes: number, unit: string) => {
      const empty = JSON.stringify({ ...good, s: { note: '' } }).length;
      const count = Math.floor((bytes - empty) / utf8Length(unit));
      const padding = 'a'.repeat(bytes - empty - count * utf8Length(unit));
      return JSON.stringify({ ...good, s: { note: unit.repeat(count) + padding } });
    };
    for (const unit of ['a', 'é', '€', '😀']) {
      expect(refusalOf(ofBytes(MAX_RECORD_BYTES, unit))).toBe('ok');
      expect(refusalOf(ofBytes(MAX_RECORD_BYTES + 1, unit))).toBe('too-large');
    }
    const nested = (depth: number) =>
      `{"k":"x","t":1,"a":"m_self00","s":{"v":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
    expect([refusalOf(nested(30)), refusalOf(nested(31)), refusalOf(nested(15_000))]).toEqual([
      ...['ok', 'too-deep', 'too-deep'],
    ]);
    expect(refusalOf({ ...good, s: { title: '[{"'.repeat(100) } })).toBe('ok');
  });

  it('[D2] counts bytes as UTF-8 does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(Buffer.byteLength(text));
      }),
    );
    expect(utf8Length('\ud800a\udc00')).toBe(7);
  });

  it('[D3] writes fields in one order and refuses to write what nobody could read', () => {
    const revision: Revision = {
      s: { title: 'Tea' },
      a: 'm_self00',
      t: 1,
      b: ['e_000001'],
      e: 'e_000001',
      k: 'x',
    };
    expect(serializeRevision(revision)).toBe(
      '{"k":"x","e":"e_000001","b":["e_000001"],"t":1,"a":"m_self00","s":{"title":"Tea"}}',
    );
    expect(() => serializeRevision({ ...revision, t: NaN })).toThrow(TypeError);
    expect(() => serializeRevision({ ...revision, s: { note: '€'.repeat(11_000) } })).toThrow(TypeError);
  });

  it('[D5] keeps what it does not know and reads own properties only', () => {
    const json = '{"k":"plan","t":1,"a":"m_self00","s":{"__proto__":{"title":"no"},"toString":1},"new":{}}';
    const revision = parseRevision('e_000001', json);
    expect(revision.ok && Object.keys(revision.value.s)).toEqual(['__proto__', 'toString']);
    expect(refusalOf('{"__proto__":{"k":"x","t":1,"a":"m_self00","s":{}}}')).toBe('kind');
    expect(({} as { title?: unknown }).title).toBeUndefined();
  });

  it('[D5] compares values whatever the order of their properties', () => {
    const same = (a: string, b: string) => isSameJson(JSON.parse(a), JSON.parse(b));
    expect(same('{"a":1,"b":[{"c":null}]}', '{"b":[{"c":null}],"a":1}')).toBe(true);
    expect(same('{"__proto__":1}', '{}')).toBe(false);
    expect(same('{"toString":1}', '{"a":1}')).toBe(false);
    expect([same('[1,2]', '[2,1]'), same('[]', '{}'), same('null', '{}'), same('1', '"1"')]).toEqual(
      Array<boolean>(4).fill(false),
    );
  });

  it('[D6] runs ahead of the clock only as far as it must, and a day at most', () => {
    const day = 86_400_000;
    expect([nextTimestamp(100, 50), nextTimestamp(100, 100), nextTimestamp(100, 500)]).toEqual([
      100, 101, 501,
    ]);
    expect(nextTimestamp(100, 100 + 5 * day)).toBe(100 + day);
  });

  it('[D14] tells a clock that is more than a day and an hour ahead', () => {
    const ahead = 25 * 3_600_000;
    expect([isClockAhead(100 + ahead, 100), isClockAhead(101 + ahead, 100), isClockAhead(0, 100)]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('[D14] blames no honest writer who runs a day ahead after a record from the future', () => {
    const now = 1_800_000_000_000;
    const written = nextTimestamp(now, now + 400 * 86_400_000);
    expect(isClockAhead(written, now - 1_000)).toBe(false);
  });
});
