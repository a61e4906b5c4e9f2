import { peerConditions, peers, type LedgerFigure } from './peers.ts';
import type { Summary } from './web-figures.ts';
import type { LedgerFigures } from './web-ledger.ts';

interface Line {
  name: LedgerFigure | 'navigation to usable Overview, ms' | 'offline cold start to usable list, ms';
  /** What it may be at most with 50,000 records, by how many times slower the processor is. */
  aims?: Readonly<Partial<Record<number, number>>>;
  digits?: number;
}

const lines: readonly Line[] = [
  { name: 'navigation to usable list, ms', aims: { 1: 400 } },
  { name: 'key press to filtered result, ms', aims: { 1: 50 } },
  { name: 'Save to visible row, ms', aims: { 1: 50, 4: 150 } },
  { name: 'month jump, ms', aims: { 1: 100 } },
  { name: 'oldest row reached, ms', aims: { 1: 500 } },
  { name: 'DOM nodes, most of the walk', aims: { 1: 600, 4: 600 } },
  { name: 'JavaScript heap after collection, MB', aims: { 1: 60, 4: 60 }, digits: 1 },
  { name: 'INP of the walk, ms', aims: { 1: 100, 4: 100 } },
  { name: 'Add expense to form, ms' },
  { name: 'navigation to usable Overview, ms' },
  { name: 'offline cold start to usable list, ms' },
];

function inText(summary: Summary | undefined, digits: number): string {
  if (!summary) return '';
  const { median, least, greatest } = summary;
  return `${median.toFixed(digits)} (${least.toFixed(digits)}–${greatest.toFixed(digits)})`;
}

function peerCell(name: Line['name'], rate: number): string[] {
  return peers.map((peer) => (rate === 1 ? peer.unthrottled : peer.throttled)[name as LedgerFigure] ?? '');
}

function rowsOf(measured: readonly LedgerFigures[], rate: number): string[][] {
  const sizes = measured.filter((size) => size.rate === rate);
  const head = [
    rate === 1 ? 'unthrottled' : `processor ${rate} times slower`,
    ...sizes.map(({ records }) => records.toLocaleString('en')),
    'aim at 50,000',
    ...peers.map(({ name, version }) => `${name} ${version}`),
  ];
  const body = lines.map(({ name, aims, digits = 0 }) => {
    const aim = aims?.[rate];
    return [
      name,
      ...sizes.map(({ figures }) => inText(figures.summary(name), digits)),
      aim === undefined ? '' : `<= ${aim}`,
      ...peerCell(name, rate),
    ];
  });
  return [head, ...body];
}

/** Of every figure with an aim and 50,000 records, whether its median meets it. */
function verdicts(measured: readonly LedgerFigures[]): string[] {
  return measured
    .filter(({ records }) => records === 50_000)
    .flatMap(({ rate, figures }) =>
      lines.flatMap(({ name, aims, digits = 0 }) => {
        const median = figures.summary(name)?.median;
        const aim = aims?.[rate];
        if (median === undefined || aim === undefined) return [];
        const verdict = median <= aim ? 'met' : 'MISSED';
        const speed = rate === 1 ? '' : `, processor ${rate} times slower`;
        return [`${verdict.padEnd(7)} ${name}${speed}: ${median.toFixed(digits)}, aim ${aim}`];
      }),
    );
}

function asText(rows: readonly string[][]): string {
  const widths = rows.reduce<number[]>(
    (so, row) => row.map((cell, at) => Math.max(cell.length, so[at] ?? 0)),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function asMarkdown([head = [], ...body]: readonly string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}

/** Everything that was measured beside the aims and the peers, as text and as markdown. */
export function printLedgerTable(measured: readonly LedgerFigures[]): void {
  const rates = [...new Set(measured.map(({ rate }) => rate))];
  const tables = rates.map((rate) => rowsOf(measured, rate));
  const notes = peerConditions.map((condition) => `- ${condition}`).join('\n');
  for (const table of tables) console.log(`\n${asText(table)}`);
  for (const verdict of verdicts(measured)) console.log(verdict);
  console.log(`\n${notes}\n\nAs markdown:\n`);
  console.log(`${tables.map(asMarkdown).join('\n\n')}\n\n${notes}`);
}
