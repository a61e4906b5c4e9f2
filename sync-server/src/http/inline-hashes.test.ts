import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { collectInlineHashes } from './inline-hashes.ts';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('collectInlineHashes', () => {
  it('hashes inline scripts exactly as written, and leaves those with an address out', () => {
    const body = '\n  const a = "<p style=\\"x\\">";\n';
    const page = `<script>${body}</script><script type="module" src="/a.js"></script><SCRIPT data-src="x">b()</SCRIPT>`;
    const hashes = collectInlineHashes([page], []);
    expect(hashes.scripts).toEqual([hash(body), hash('b()')]);
    expect(hashes.styleAttributes).toEqual([]);
  });

  it('hashes style elements and style attributes of the pages', () => {
    const page = '<style>body{margin:0}</style><div\n class="a" style="display: contents"></div>';
    expect(collectInlineHashes([page, page], [])).toEqual({
      scripts: [],
      styles: [hash('body{margin:0}')],
      styleAttributes: [hash('display: contents')],
    });
  });

  it('finds the announcer in built scripts, however it is quoted, and no other style there', () => {
    const style = 'position: absolute; clip: rect(0 0 0 0)';
    const element = `<div id="svelte-announcer" aria-live="assertive" style="${style}">`;
    const scripts = [
      `a=\`${element}<p style="color:red">\``,
      `b=${JSON.stringify(element)}`,
      '<i style="color:red">',
    ];
    expect(collectInlineHashes([], scripts).styleAttributes).toEqual([hash(style)]);
  });
});
