import { findBrowser } from '../tests/support/find-browser.ts';
import { runStep } from './step.ts';

export type BrowserOutcome = { ok: true; path: string; how: string } | { ok: false; message: string };

/** A machine without a way out should learn so in seconds, not minutes. */
const impatience = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' };

const lastLine = (text: string) => text.trim().split('\n').at(-1) ?? '';

interface Attempt {
  how: string;
  commands: readonly (readonly [command: string, ...args: string[]])[];
}

/** Ways to get a browser, best first. A closed machine reaches no download server, but often its package mirror. */
function attempts(): Attempt[] {
  const isRoot = process.getuid?.() === 0;
  const asRoot = isRoot ? [] : ['sudo', '-n'];
  const apt = (...args: string[]): readonly [string, ...string[]] => {
    const [command = 'env', ...rest] = [
      ...asRoot,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      '-q',
      ...args,
    ];
    return [command, ...rest];
  };
  return [
    {
      how: 'playwright install chromium',
      commands: [['pnpm', '--filter', '@tallybook/tests', 'exec', 'playwright', 'install', 'chromium']],
    },
    {
      how: 'apt-get install chromium',
      commands: [apt('update'), apt('install', '-y', '--no-install-recommends', 'chromium')],
    },
  ];
}

/** Finds a browser or installs one; `say` hears what is tried. A given CHROMIUM_PATH is used or refused, never replaced. */
export async function getBrowser(say: (line: string) => void): Promise<BrowserOutcome> {
  const present = findBrowser();
  if (present.found) return { ok: true, path: present.path, how: present.origin };
  const reasons = [present.reason];
  const isGiven = (process.env['CHROMIUM_PATH'] ?? '') !== '';
  for (const { how, commands } of isGiven ? [] : attempts()) {
    say(`no browser yet, trying: ${how}`);
    for (const [command, ...args] of commands) {
      const result = await runStep({ name: how, command, args, env: impatience });
      if (!result.ok) {
        reasons.push(`${how}: ${lastLine(result.output)}`);
        break;
      }
    }
    const found = findBrowser();
    if (found.found) return { ok: true, path: found.path, how };
  }
  const message =
    `The browser tests need Chromium, and none could be had (${reasons.join('; ')}). ` +
    'Install Chromium or Chrome, or set CHROMIUM_PATH to one, and run the tests again.';
  return { ok: false, message };
}
