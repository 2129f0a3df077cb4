import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const DIE_WITH_PARENT = fileURLToPath(new URL('./die-with-parent.ts', import.meta.url));

/** A Node program that runs as a process of its own. */
export interface Child {
  readonly pid: number;
  /** Resolves when it has ended, however that came. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** Ends it at once, and waits until it has. */
  kill(): Promise<void>;
}

/** What a child is started with. Its environment is exactly this: nothing is inherited. */
export interface ChildProgram {
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
}

const readLines = (child: ChildProcess, onLine: (line: string) => void): void => {
  for (const stream of [child.stdout, child.stderr])
    if (stream !== null) createInterface({ input: stream }).on('line', onLine);
};

/** Starts a Node program that ends when this process does. */
export const startChild = ({ file, environment, onLine }: ChildProgram): Child => {
  const child = spawn(process.execPath, ['--import', DIE_WITH_PARENT, file], {
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  readLines(child, onLine);
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  return {
    pid: child.pid ?? 0,
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
};
