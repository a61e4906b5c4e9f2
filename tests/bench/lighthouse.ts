/**
 * Lighthouse as on a mid-range phone (its own throttling) against the built app: median of three runs per screen. Run
 * it after `pnpm build`; a screen below its floor fails the command.
 */
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import lighthouse from 'lighthouse';
import { chromiumFlags, chromiumPath } from '../support/chromium.ts';
import { TestServer } from '../support/server.ts';

const screens = ['/', '/expenses', '/expenses/new'];
const runs = 3;
const floors = { performance: 98, accessibility: 100, 'best-practices': 100, seo: 100 } as const;
type Category = keyof typeof floors;
const categories = Object.keys(floors) as Category[];

interface Figures {
  scores: Record<Category, number>;
  /** Milliseconds, but `cls` without a unit and `bytes` in bytes. */
  fcp: number;
  lcp: number;
  tbt: number;
  cls: number;
  bytes: number;
  failed: string[];
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** A browser with a debugging port of its own choosing, which it writes into its profile. */
async function startBrowser() {
  const profile = await mkdtemp(join(tmpdir(), 'tallybook-lighthouse-'));
  const child = spawn(
    chromiumPath(),
    [
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      ...chromiumFlags,
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  const portFile = join(profile, 'DevToolsActivePort');
  let port = Number.NaN;
  for (let attempt = 0; attempt < 100 && Number.isNaN(port); attempt++) {
    await wait(100);
    port = Number.parseInt(await readFile(portFile, 'utf8').catch(() => ''), 10);
  }
  if (Number.isNaN(port)) throw new Error('The browser opened no debugging port within 10 s');
  const close = async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { port, close };
}

async function audit(url: string): Promise<Figures> {
  const browser = await startBrowser();
  try {
    const result = await lighthouse(url, {
      port: browser.port,
      logLevel: 'error',
      onlyCategories: categories,
    });
    if (result === undefined) throw new Error(`Lighthouse gave no result for ${url}`);
    const { audits, categories: scored } = result.lhr;
    const figure = (id: string) => audits[id]?.numericValue ?? Number.NaN;
    const score = (category: Category) => Math.round((scored[category]?.score ?? 0) * 100);
    return {
      scores: {
        performance: score('performance'),
        accessibility: score('accessibility'),
        'best-practices': score('best-practices'),
        seo: score('seo'),
      },
      fcp: figure('first-contentful-paint'),
      lcp: figure('largest-contentful-paint'),
      tbt: figure('total-blocking-time'),
      cls: figure('cumulative-layout-shift'),
      bytes: figure('total-byte-weight'),
      failed: Object.entries(scored)
        .filter(([id]) => id !== 'performance')
        .flatMap(([, { auditRefs }]) => auditRefs)
        .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
        .map(({ id }) => id),
    };
  } finally {
    await browser.close();
  }
}

const server = await TestServer.start();
let isGreen = true;
for (const screen of screens) {
  const figures: Figures[] = [];
  for (let run = 0; run < runs; run++) figures.push(await audit(server.origin + screen));
  const of = (pick: (one: Figures) => number) => median(figures.map(pick));
  const scores = categories.map((category) => ({ category, value: of((one) => one.scores[category]) }));
  console.log(
    `${screen}: ${scores.map(({ category, value }) => `${category} ${value}`).join(', ')} | ` +
      `FCP ${of((one) => one.fcp).toFixed(0)} ms, LCP ${of((one) => one.lcp).toFixed(0)} ms, ` +
      `TBT ${of((one) => one.tbt).toFixed(0)} ms, CLS ${of((one) => one.cls).toFixed(3)}, ` +
      `${(of((one) => one.bytes) / 1000).toFixed(1)} kB`,
  );
  for (const audit of new Set(figures.flatMap(({ failed }) => failed))) console.log(`  failed: ${audit}`);
  isGreen &&= scores.every(({ category, value }) => value >= floors[category]);
}
await server.remove();
process.exitCode = isGreen ? 0 : 1;
