import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { listenOnLoopback } from '@privateline/loopback';
import { type Child, startChild } from '../processes/child.ts';
import type { ExecutionRoles } from './execution-role.ts';
import type { Runtime } from './runtimes.ts';

/** What happens to agent processes, in words for a person. */
export type OnAgentEvent = (event: { readonly runtimeArn: string; readonly text: string }) => void;

/** Hears what agents write to their standard output and error: in AWS, their log group. */
export type OnAgentLog = (entry: { readonly runtimeArn: string; readonly line: string }) => void;

/** The processes in which agents run: one a runtime, started at its first invocation. (AgentCore starts one a session.) */
export interface AgentProcesses {
  /** Where the runtime's agent listens. Rejects if it does not come up. */
  urlOf(runtime: Runtime): Promise<string>;
  /** The process ids of running agents, by runtime ARN. */
  pids(): ReadonlyMap<string, number>;
  close(): Promise<void>;
}

interface Running {
  readonly child: Child;
  readonly ready: Promise<string>;
}

const PING_EVERY_MS = 15;
const LONGEST_START_MS = 20_000;

const freePort = async (): Promise<number> => {
  const { port, close } = await listenOnLoopback(createServer(), 0);
  await close();
  return port;
};

const isHealthy = async (url: string): Promise<boolean> => {
  try {
    const answer = await fetch(`${url}/ping`, { signal: AbortSignal.timeout(1_000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
};

const whenHealthy = async (url: string, child: Child): Promise<string> => {
  const over = { is: false };
  void child.ended.then(() => {
    over.is = true;
  });
  const giveUpAt = performance.now() + LONGEST_START_MS;
  while (!over.is && performance.now() < giveUpAt) {
    if (await isHealthy(url)) return url;
    await pause(PING_EVERY_MS);
  }
  throw new Error('an agent process did not come up');
};

export const createAgentProcesses = (
  executionRoles: ExecutionRoles,
  shared: Readonly<Record<string, string>>,
  onEvent: OnAgentEvent,
  onLog: OnAgentLog,
): AgentProcesses => {
  const starting = new Map<string, Promise<Running>>();
  const running = new Map<string, Running>();
  let closing = false;

  const start = async (runtime: Runtime): Promise<Running> => {
    const port = await freePort();
    const child = startChild({
      file: runtime.program,
      environment: {
        ...runtime.environment,
        ...shared,
        ...executionRoles.enrol({ roleArn: runtime.roleArn, runtimeArn: runtime.arn }),
        HOST: '127.0.0.1',
        PORT: String(port),
      },
      onLine: (line) => onLog({ runtimeArn: runtime.arn, line }),
    });
    const process = { child, ready: whenHealthy(`http://127.0.0.1:${port}`, child) };
    running.set(runtime.arn, process);
    void child.ended.then(({ code, signal }) => {
      running.delete(runtime.arn);
      starting.delete(runtime.arn);
      if (!closing)
        onEvent({
          runtimeArn: runtime.arn,
          text: `ended (${signal ?? `exit ${code}`}); the next call starts it anew`,
        });
    });
    return process;
  };

  return {
    async urlOf(runtime) {
      if (closing) throw new Error('the local cloud is closing');
      const flight = starting.get(runtime.arn) ?? start(runtime);
      starting.set(runtime.arn, flight);
      return (await flight).ready;
    },
    pids: () => new Map([...running].map(([arn, { child }]) => [arn, child.pid])),
    async close() {
      closing = true;
      await Promise.allSettled(starting.values());
      await Promise.all([...running.values()].map(({ child }) => child.kill()));
    },
  };
};
