/**
 * The project's one test command: gets a browser, checks the sources, builds, runs every test. Steps that do not need
 * each other run side by side, two at a time; the first that fails ends it with that step's output.
 */
import { getBrowser } from './get-browser.ts';
import { runStep, type Step, type StepResult } from './step.ts';
import { readTestCounts, type TestCounts } from './test-counts.ts';

const pnpm = (name: string, script: string): Step => ({ name, command: 'pnpm', args: ['run', script] });
const startedAt = performance.now();
const counts: TestCounts = { passed: 0, failed: 0 };

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** A step that fails without a failing test (a type error, a build) counts as one. */
function finish(isGreen: boolean): never {
  if (!isGreen && counts.failed === 0) counts.failed = 1;
  console.log(`\nall steps took ${seconds(performance.now() - startedAt)}`);
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exit(isGreen ? 0 : 1);
}

function report({ name, ok, output, durationMs }: StepResult): void {
  if (ok) {
    console.log(`ok      ${name} (${seconds(durationMs)})`);
    return;
  }
  console.log(`FAILED  ${name} (${seconds(durationMs)})\n\n${output}`);
  finish(false);
}

async function run(step: Step, hear?: (text: string) => void): Promise<StepResult> {
  const result = await runStep(step, hear);
  report(result);
  return result;
}

/** A failing test is a failing step; its numbers are added before the step is reported. */
async function runTests(step: Step, hear?: (text: string) => void): Promise<void> {
  const result = await runStep(step, hear);
  const { passed, failed } = readTestCounts(result.output);
  counts.passed += passed;
  counts.failed += failed;
  // A step that listens has streamed its output already.
  report(hear === undefined ? result : { ...result, output: '' });
}

async function inOrder(...steps: Step[]): Promise<void> {
  for (const step of steps) await run(step);
}

// The build goes first: the type check of the web reads what it generates, and both write to one folder.
console.log('getting a browser, building, checking');
const browserReady = getBrowser((line) => console.log(`        ${line}`));
await run(pnpm('build', 'build'));
await Promise.all([
  inOrder(pnpm('lint', 'lint'), pnpm('dead code', 'dead-code')),
  inOrder(pnpm('types', 'typecheck'), pnpm('format', 'format:check'), pnpm('boundaries', 'boundaries')).then(
    () => runTests(pnpm('unit tests', 'test:unit')),
  ),
]);

// Real processes that are killed and attacked, by the clock: nothing else runs beside them.
await runTests(pnpm('server tests', 'test:server'));

const browser = await browserReady;
if (!browser.ok) {
  console.log(`FAILED  browser\n\n${browser.message}`);
  finish(false);
}
console.log(`ok      browser: ${browser.path} (${browser.how})`);
await runTests(
  {
    name: 'browser tests',
    command: 'pnpm',
    args: ['--filter', '@tallybook/tests', 'exec', 'playwright', 'test'],
    env: { CHROMIUM_PATH: browser.path, FORCE_COLOR: '0' },
  },
  (text) => process.stdout.write(text),
);
finish(true);
