import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Caller, Say } from '../admin-parts.ts';
import { readChannelFile } from './channel-file.ts';

/** A server that works begins its answer at once, however long the task takes. */
const ANSWER_TIMEOUT_MS = 10_000;
const MAX_LINE_LENGTH = 1024 * 1024;

/**
 * `no-answer`: no server has heard the command. `broken-off`: one has, and may have carried it out wholly, partly or
 * not at all.
 */
export type ChannelOutcome =
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'broken-off' }
  | { readonly kind: 'done'; readonly exitCode: number };

const BROKEN_OFF: ChannelOutcome = { kind: 'broken-off' };

async function* linesOf(response: IncomingMessage): AsyncGenerator<string> {
  response.setEncoding('utf8');
  let rest = '';
  for await (const chunk of response as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
    if (rest.length > MAX_LINE_LENGTH) return;
  }
}

function parseMessage(text: string): { line?: unknown; exitCode?: unknown } {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null ? message : {};
  } catch {
    // Not ours: it has neither a line nor an exit code, which ends the conversation.
    return {};
  }
}

async function readAnswer(response: IncomingMessage, say: Say): Promise<ChannelOutcome> {
  try {
    for await (const text of linesOf(response)) {
      const { line, exitCode } = parseMessage(text);
      if (typeof exitCode === 'number' && Number.isInteger(exitCode)) return { kind: 'done', exitCode };
      if (typeof line !== 'string') return BROKEN_OFF;
      say(line);
    }
  } catch {
    // The connection broke: the same as an answer without an end.
  }
  return BROKEN_OFF;
}

/**
 * Gives a command to the server that runs on a data folder, if there is one.
 * @param onAnswer called once a server has begun to answer, before its first line
 * @param signal breaks the conversation off
 */
export function askChannel(
  dataDir: string,
  args: readonly string[],
  onAnswer: (pid: number) => void,
  { say, signal }: Caller,
): Promise<ChannelOutcome> {
  const address = readChannelFile(dataDir);
  if (address === undefined) return Promise.resolve({ kind: 'no-answer' });
  return new Promise((resolve) => {
    const asked = request({
      socketPath: address.socketPath,
      path: '/run',
      method: 'POST',
      agent: false,
      signal,
      headers: { authorization: `Bearer ${address.token}`, 'content-type': 'application/json' },
      timeout: ANSWER_TIMEOUT_MS,
    });
    let isConnected = false;
    asked.on('socket', (socket) => socket.once('connect', () => (isConnected = true)));
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(isConnected ? BROKEN_OFF : { kind: 'no-answer' }));
    asked.on('response', (response) => {
      // A task may be silent for as long as its largest class takes.
      asked.setTimeout(0);
      onAnswer(address.pid);
      void readAnswer(response, say).then((outcome) => {
        response.destroy();
        resolve(outcome);
      });
    });
    asked.end(JSON.stringify({ args }));
  });
}
