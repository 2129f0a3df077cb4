import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DemoDescription } from '../../packages/demo/src/demo-file.ts';

/** `npm start` as a process of its own. */
export interface RunningDemo {
  readonly process: ChildProcess;
  readonly file: string;
  readonly description: DemoDescription;
  /** Everything that it printed. */
  readonly printed: () => string;
  /** Everything that it started: its processes, and theirs. */
  descendants(): Promise<readonly number[]>;
  /** Ends it as Ctrl-C does; the answer is its exit code. */
  interrupt(): Promise<number | null>;
}

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

const collectOutput = (child: ChildProcess): (() => string) => {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  return () => output;
};

const ANY_PORTS = {
  PRIVATELINE_PORT: '0',
  PRIVATELINE_CLOUD_PORT: '0',
  PRIVATELINE_ISSUER_PORT: '0',
  PRIVATELINE_CONSOLE_PORT: '0',
};

const startProgram = (
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
) =>
  spawn(process.execPath, [program, ...args], {
    env: { ...process.env, NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Runs a program of ours to its end. */
export const runProgram = async (
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ended> => {
  const child = startProgram(program, args, environment);
  const output = collectOutput(child);
  const [code] = await once(child, 'close');
  return { code, output: output() };
};

/** The `privateline` command, pointed at a running demo. */
export const runCommand = ({ file }: RunningDemo, ...args: readonly string[]): Promise<Ended> =>
  runProgram('packages/cli/src/main.ts', args, { PRIVATELINE_DEMO: file });

const childrenOf = async (pid: number): Promise<number[]> => {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));
};

const descendantsOf = async (pid: number): Promise<number[]> => {
  const children = await childrenOf(pid);
  return [...children, ...(await Promise.all(children.map(descendantsOf))).flat()];
};

/** Is there a process of this id? */
export const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const whenPrinted = (child: ChildProcess, printed: () => string, words: string): Promise<void> =>
  new Promise((resolve, reject) => {
    child.stdout?.on('data', () => {
      if (printed().includes(words)) resolve();
    });
    child.once('exit', () => reject(new Error(`the demo ended: ${printed()}`)));
  });

/** Starts the demo on free ports and waits until it says that it runs. */
export const startDemo = async (environment: Readonly<Record<string, string>> = {}): Promise<RunningDemo> => {
  const file = join(await mkdtemp(join(tmpdir(), 'privateline-demo-')), 'demo.json');
  const child = startProgram('packages/demo/src/start.ts', [], {
    ...ANY_PORTS,
    PRIVATELINE_DEMO: file,
    ...environment,
  });
  const printed = collectOutput(child);
  await whenPrinted(child, printed, 'Ctrl-C ends it.');
  const description: DemoDescription = JSON.parse(await readFile(file, 'utf8'));
  return {
    process: child,
    file,
    description,
    printed,
    descendants: () => descendantsOf(child.pid ?? 0),
    async interrupt() {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const closed = once(child, 'close');
      child.kill('SIGINT');
      const [code] = await closed;
      return code;
    },
  };
};
