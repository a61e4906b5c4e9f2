/**
 * Bytes of a first visit of `/` in real Chromium: status lines, headers and compressed bodies of every answer, those to
 * the service worker included. Run it after `pnpm build`.
 */
import { countTraffic, type CountedAnswer } from '../support/counting-proxy.ts';
import { openChromium } from '../support/open-chromium.ts';
import { TestServer } from '../support/server.ts';
import { waitForServiceWorker } from '../support/service-worker.ts';

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
const wireBytes = ({ headerBytes, bodyBytes }: CountedAnswer) => headerBytes + bodyBytes;
const sum = (answers: readonly CountedAnswer[]) =>
  answers.reduce((bytes, answer) => bytes + wireBytes(answer), 0);

async function visit(server: TestServer, serviceWorkers: 'allow' | 'block') {
  const proxy = await countTraffic(server.origin);
  // At any other address the app would load what it has to say about that.
  await server.restart({ PUBLIC_ORIGIN: proxy.origin });
  const browser = await openChromium();
  const context = await browser.newContext({ serviceWorkers });
  const foreign: string[] = [];
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== proxy.origin) foreign.push(url.href);
  });
  const page = await context.newPage();
  await page.goto(`${proxy.origin}/`, { waitUntil: 'networkidle' });
  if (serviceWorkers === 'allow') await waitForServiceWorker(page);
  await browser.close();
  proxy.close();
  return { answers: proxy.answers, foreign };
}

function print(title: string, answers: readonly CountedAnswer[]): void {
  console.log(`\n${title}: ${answers.length} requests, ${kilobytes(sum(answers))}`);
  const types = new Map<string, CountedAnswer[]>();
  for (const answer of answers)
    types.set(answer.contentType, [...(types.get(answer.contentType) ?? []), answer]);
  for (const [type, ofType] of [...types].sort(([, a], [, b]) => sum(b) - sum(a))) {
    const headers = ofType.reduce((bytes, { headerBytes }) => bytes + headerBytes, 0);
    console.log(
      `  ${type}: ${ofType.length} requests, ${kilobytes(sum(ofType))}, of which headers ${kilobytes(headers)}`,
    );
  }
}

const server = await TestServer.start();
const page = await visit(server, 'block');
const installed = await visit(server, 'allow');
await server.remove();

print('first visit of /, without a service worker', page.answers);
print('first visit of /, with the precache', installed.answers);
const foreign = [...page.foreign, ...installed.foreign];
console.log(`\nrequests to anybody else: ${foreign.length}${foreign.map((url) => `\n  ${url}`).join('')}`);

const scripts = page.answers.filter(({ contentType }) => contentType === 'text/javascript');
const limits = [
  { name: 'JavaScript', bytes: sum(scripts), limit: 60_000 },
  { name: 'first visit', bytes: sum(page.answers), limit: 120_000 },
  { name: 'with the precache', bytes: sum(installed.answers), limit: 250_000 },
];
for (const { name, bytes, limit } of limits) {
  console.log(`${name}: ${kilobytes(bytes)} of ${kilobytes(limit)}${bytes > limit ? ' OVER' : ''}`);
}
const isWithin = limits.every(({ bytes, limit }) => bytes <= limit) && foreign.length === 0;
process.exitCode = isWithin ? 0 : 1;
