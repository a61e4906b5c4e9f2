/**
 * Draws the imports between the folders of the map into ARCHITECTURE.md: `pnpm graph`. With `--check` it writes
 * nothing and fails when the drawing there is not the code's.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const root = join(import.meta.dirname, '..');
const page = join(root, 'ARCHITECTURE.md');
const begin = '<!-- graph: made by `pnpm graph` -->';
const end = '<!-- end of graph -->';

/** The room that a file is in; what others use of shared/ is drawn as one, since nearly all do. */
function roomOf(path: string, from?: string): string | null {
  const inShared = /^shared\/src\/([a-z-]+)\//.exec(path)?.[1];
  if (inShared) return from !== undefined && !from.startsWith('shared/') ? 'shared' : `shared/${inShared}`;
  const feature = /^web\/src\/lib\/([a-z-]+)\//.exec(path)?.[1];
  if (feature) return `web/${feature}`;
  if (path.startsWith('web/src/routes/')) return 'web/routes';
  if (path.startsWith('web/src/service-worker')) return 'web/service-worker';
  const server = /^sync-server\/src\/([a-z-]+)\//.exec(path)?.[1];
  if (server) return `sync-server/${server}`;
  return path.startsWith('sync-server/src/') ? 'sync-server/main' : null;
}

async function readEdges(): Promise<Set<string>> {
  const configuration = createRequire(import.meta.url)(
    join(root, '.dependency-cruiser.cjs'),
  ) as IConfiguration;
  const { output } = await cruise(
    ['shared/src', 'sync-server/src', 'web/src'],
    {
      ...configuration.options,
      baseDir: root,
      exclude: { path: '\\.test\\.ts$|/(build|dist|\\.svelte-kit)/' },
    },
    configuration.options?.enhancedResolveOptions ?? {},
    { tsConfig: extractTSConfig(join(root, 'tsconfig.boundaries.json')) },
  );
  const edges = new Set<string>();
  for (const { source, dependencies } of (output as ICruiseResult).modules) {
    for (const { resolved } of dependencies) {
      const from = roomOf(source);
      const to = roomOf(resolved, source);
      if (from && to && from !== to) edges.add(`${from} ${to}`);
    }
  }
  return edges;
}

function drawMermaid(edges: ReadonlySet<string>): string {
  const rooms = [...new Set([...edges].flatMap((edge) => edge.split(' ')))].sort();
  const idOf = (room: string) => room.replace(/[^a-z]/g, '_');
  const groups = ['web', 'sync-server', 'shared'].map((place) => {
    const inside = rooms.filter((room) => room.startsWith(`${place}/`));
    const lines = inside.map((room) => `    ${idOf(room)}[${room.slice(place.length + 1)}]`);
    return [`  subgraph ${idOf(place)} [${place}]`, ...lines, '  end'].join('\n');
  });
  const arrows = [...edges].sort().map((edge) => {
    const [from = '', to = ''] = edge.split(' ');
    return `  ${idOf(from)} --> ${idOf(to)}`;
  });
  return ['```mermaid', 'graph TD', ...groups, ...arrows, '```'].join('\n');
}

const text = await readFile(page, 'utf8');
const from = text.indexOf(begin);
const to = text.indexOf(end);
if (from < 0 || to < from) throw new Error(`ARCHITECTURE.md lacks the lines "${begin}" and "${end}"`);
const drawn = `${text.slice(0, from + begin.length)}\n\n${drawMermaid(await readEdges())}\n\n${text.slice(to)}`;
if (process.argv.includes('--check')) {
  if (drawn !== text) {
    console.log('The graph in ARCHITECTURE.md is not the code’s any more. Draw it again: pnpm graph');
    process.exitCode = 1;
  }
} else {
  await writeFile(page, drawn);
}
