import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { FakeAws } from './fake-aws.ts';

const sources = fileURLToPath(new URL('../../packages/agent/src/main.ts', import.meta.url));

export const sessionHeader = 'x-amzn-bedrock-agentcore-runtime-session-id';

/** An agent as a process of its own, with nothing in its environment but what its runtime gives it. */
export type RunningAgent = AsyncDisposable & {
  readonly url: string;
  /** Everything that it has logged so far. */
  readonly log: () => string;
  /** Ends it; from then on the log is complete. */
  readonly stop: () => Promise<void>;
  /** POST /invocations; a body that is no string is sent as JSON. */
  readonly invoke: (request: {
    readonly body: string | object;
    readonly accept?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly signal?: AbortSignal;
  }) => Promise<Response>;
  /** What it answers to one utterance of a session, as JSON. */
  readonly say: (session: string, prompt: string) => Promise<string>;
};

/** Ids of real sessions are at least 33 characters long. */
export const sessionId = (name: string): string => `session-${name}`.padEnd(40, '0');

export const startAgent = async (
  aws: FakeAws,
  environment: Readonly<Record<string, string>>,
  program = sources,
): Promise<RunningAgent> => {
  const child = spawn(process.execPath, [program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: aws.url,
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${aws.url}/credentials`,
      HOST: '127.0.0.1',
      PORT: '0',
      ...environment,
    },
  });
  const lines: string[] = [];
  const ended = once(child, 'close');
  createInterface(child.stderr).on('line', (line) => lines.push(line));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      const address = /Server listening at (http:[^"]+)/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
    ended.then(() => reject(new Error(lines.join('\n'))));
  });
  const invoke: RunningAgent['invoke'] = ({ body, accept = 'application/json', headers, signal }) =>
    fetch(`${url}/invocations`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept,
        [sessionHeader]: sessionId('default'),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      signal: signal ?? null,
    });
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
  };
  return {
    url,
    log: () => lines.join('\n'),
    stop,
    invoke,
    say: async (session, prompt) => {
      const response = await invoke({ body: { prompt }, headers: { [sessionHeader]: sessionId(session) } });
      return JSON.parse(await response.text()).text;
    },
    [Symbol.asyncDispose]: stop,
  };
};
