/**
 * Draws every icon of the app from its one design and writes them into `web/static`: run it with
 * `npx tsx scripts/make-icons.ts` after a change here, and commit what it writes.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openChromium } from '../tests/support/open-chromium.ts';

const ground = '#2a3f86';
const paper = '#fbf3e4';
const amber = '#f2a93c';

interface Look {
  /** Corner radius of the ground on a 512 grid; 0 fills the square, for launchers that cut their own shape. */
  radius: number;
  /** Size of the marks, 1 = as in the favicon. A maskable icon keeps them within the inner 80 %. */
  scale: number;
}

const strokes = 'M142 145l-5 226M217 136l-1 241M294 142l3 231M369 133l5 243';
const fifth = 'M82 332L430 180';
const plus = 'M256 140v232M140 256h232';

function svg(content: string, ground: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">${ground}${content}</svg>\n`;
}

/** A rim in the colour of the ground parts the fifth stroke from the four; the monochrome icon has no ground. */
function marks(strokeColor: string, fifthColor: string, rimColor?: string): string {
  const rim = rimColor === undefined ? '' : `<path stroke="${rimColor}" stroke-width="62" d="${fifth}"/>`;
  return (
    `<g fill="none" stroke-linecap="round" stroke-width="38"><path stroke="${strokeColor}" d="${strokes}"/>${rim}` +
    `<path stroke="${fifthColor}" stroke-width="40" d="${fifth}"/></g>`
  );
}

const filled = (radius: number) =>
  `<rect width="512" height="512"${radius > 0 ? ` rx="${radius}"` : ''} fill="${ground}"/>`;

const scaled = (content: string, scale: number) =>
  scale === 1
    ? content
    : `<g transform="translate(256 256) scale(${scale}) translate(-256 -256)">${content}</g>`;

const tally = ({ radius, scale }: Look) => svg(scaled(marks(paper, amber, ground), scale), filled(radius));

const addShortcut = svg(
  `<path fill="none" stroke="${paper}" stroke-linecap="round" stroke-width="48" d="${plus}"/>`,
  `<circle cx="256" cy="256" r="256" fill="${ground}"/>`,
);

// Only its alpha counts: the system paints it in the user's colour.
const monochrome = svg(scaled(marks('#fff', '#fff'), 0.86), '');

const rounded: Look = { radius: 116, scale: 1 };
const bleeding: Look = { radius: 0, scale: 0.82 };

const pngs: readonly { file: string; size: number; drawing: string }[] = [
  { file: 'icons/tallybook-192.png', size: 192, drawing: tally(rounded) },
  { file: 'icons/tallybook-512.png', size: 512, drawing: tally(rounded) },
  { file: 'icons/tallybook-maskable-192.png', size: 192, drawing: tally(bleeding) },
  { file: 'icons/tallybook-maskable-512.png', size: 512, drawing: tally(bleeding) },
  { file: 'icons/apple-touch-icon-180.png', size: 180, drawing: tally({ radius: 0, scale: 0.94 }) },
  { file: 'icons/shortcut-add-96.png', size: 96, drawing: addShortcut },
];

/** One PNG wrapped as an ICO file (ICONDIR and one ICONDIRENTRY; PNG content is allowed since Windows Vista). */
function icoFromPng(png: Buffer, size: number): Buffer {
  const header = Buffer.alloc(22);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(1, 4);
  header.writeUInt8(size, 6);
  header.writeUInt8(size, 7);
  header.writeUInt16LE(1, 10);
  header.writeUInt16LE(32, 12);
  header.writeUInt32LE(png.length, 14);
  header.writeUInt32LE(header.length, 18);
  return Buffer.concat([header, png]);
}

const folder = join(import.meta.dirname, '../web/static');
await mkdir(join(folder, 'icons'), { recursive: true });

const browser = await openChromium();
const page = await browser.newPage();
async function draw(drawing: string, size: number): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`,
  );
  return page.screenshot({ omitBackground: true });
}

for (const { file, size, drawing } of pngs) {
  const png = await draw(drawing, size);
  await writeFile(join(folder, file), png);
  console.log(`${file} ${png.length} B`);
}
await writeFile(join(folder, 'favicon.ico'), icoFromPng(await draw(tally(rounded), 32), 32));
await writeFile(join(folder, 'favicon.svg'), tally(rounded));
await writeFile(join(folder, 'icons/tallybook-monochrome.svg'), monochrome);
await browser.close();
