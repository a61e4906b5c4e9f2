import { describe, expect, it } from 'vitest';
import type { ClassWrite } from '$lib/live-class/live-class.svelte.ts';
import { PayLineForm } from './pay-line-form.svelte.ts';

const saved: ClassWrite = {
  kind: 'saved',
  command: { name: 'set-pay-line', rows: [], entityId: 'm_me0000000' },
};

describe('saying how to be paid', () => {
  it('writes the line without spaces around it, an empty one too', async () => {
    const written: string[] = [];
    const write = (line: string): Promise<ClassWrite> => {
      written.push(line);
      return Promise.resolve(saved);
    };
    const form = new PayLineForm('old', write);
    expect(form.line).toBe('old');
    form.line = '  cash is fine ';
    expect(await form.submit()).toBe(true);
    form.line = '';
    expect(await form.submit()).toBe(true);
    expect(written).toEqual(['cash is fine', '']);
  });

  it('keeps what is too long and says by how much, and writes nothing', async () => {
    let writes = 0;
    const form = new PayLineForm('', () => {
      writes++;
      return Promise.resolve(saved);
    });
    form.line = 'x'.repeat(201);
    expect(await form.submit()).toBe(false);
    expect([form.problem, form.line.length, writes]).toEqual([
      { kind: 'too-long', limit: 200, given: 201 },
      201,
      0,
    ]);
    form.line = 'x'.repeat(200);
    expect([form.problem, await form.submit()]).toEqual([null, true]);
  });

  it('keeps what was typed when it could not be written, and writes once for two quick taps', async () => {
    let answer: (written: ClassWrite) => void = () => undefined;
    let writes = 0;
    const form = new PayLineForm('IBAN', () => {
      writes++;
      return new Promise((resolve) => (answer = resolve));
    });
    const first = form.submit();
    expect(await form.submit()).toBe(false);
    answer({ kind: 'read-only', why: 'removed' });
    expect(await first).toBe(false);
    expect([writes, form.line, form.problem?.kind]).toEqual([1, 'IBAN', 'not-written']);
  });
});
