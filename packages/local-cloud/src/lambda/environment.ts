import { fileURLToPath } from 'node:url';
import type { Clock } from '../clock.ts';
import type { ServiceSession } from '../iam/service-role.ts';
import { startChild } from '../processes/child.ts';
import type { FunctionConfiguration, Invocation } from './invocation.ts';
import { startRuntimeApi } from './runtime-api.ts';

/** The runtime that stands for Lambda's own, which is built with a C++ toolchain and so is no dependency. */
const BOOTSTRAP = fileURLToPath(new URL('./bootstrap.ts', import.meta.url));

/** One execution environment: a process that serves one invocation at a time. */
export interface ExecutionEnvironment {
  readonly pid: number;
  readonly credentialsExpireAtMs: number;
  /** Resolves when the process has ended, however that came. */
  readonly ended: Promise<unknown>;
  invoke(event: unknown, onDone: () => void): Promise<Invocation>;
  close(): Promise<void>;
}

/** What an environment needs of its surroundings. */
export interface Surroundings {
  readonly region: string;
  readonly accountId: string;
  readonly endpoint: string;
  readonly clock: Clock;
  readonly session: ServiceSession;
  readonly onLine: (line: string) => void;
  /** The program that asks the Runtime API for work; by default ours. */
  readonly runtime?: string;
}

const environmentOf = (
  fn: FunctionConfiguration,
  { region, endpoint, session }: Surroundings,
  runtimeApi: string,
) => ({
  ...fn.environment,
  AWS_LAMBDA_FUNCTION_NAME: fn.name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMb),
  AWS_LAMBDA_LOG_STREAM_NAME: 'local',
  AWS_LAMBDA_RUNTIME_API: runtimeApi,
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: session.key.accessKeyId,
  AWS_SECRET_ACCESS_KEY: session.key.secretAccessKey,
  AWS_SESSION_TOKEN: session.key.sessionToken ?? '',
  AWS_ENDPOINT_URL: endpoint,
  LAMBDA_TASK_FILE: fn.file,
  TZ: ':UTC',
  _HANDLER: `index.${fn.handler}`,
});

/**
 * Starts an environment for a function. Its variables are the function's own and those that Lambda reserves; nothing is
 * inherited from this process.
 */
export const startEnvironment = async (
  fn: FunctionConfiguration,
  surroundings: Surroundings,
): Promise<ExecutionEnvironment> => {
  const { region, accountId, clock, session, onLine, runtime = BOOTSTRAP } = surroundings;
  const runtimeApi = await startRuntimeApi();
  const environment = environmentOf(fn, surroundings, `127.0.0.1:${runtimeApi.port}`);
  const child = startChild({ file: runtime, environment, onLine });
  let over = false;
  const ended = child.ended.then(() => {
    over = true;
    runtimeApi.abandon({ kind: 'function error', errorType: 'Runtime.ExitError' });
    void runtimeApi.close();
  });
  return {
    pid: child.pid,
    credentialsExpireAtMs: session.expiresAtMs,
    ended,
    invoke(event, onDone) {
      const { promise, resolve } = Promise.withResolvers<Invocation>();
      const timer = setTimeout(() => {
        resolve({ kind: 'timed out' });
        void child.kill();
      }, fn.timeoutS * 1_000);
      runtimeApi.offer({
        event,
        deadlineMs: clock() + fn.timeoutS * 1_000,
        functionArn: `arn:aws:lambda:${region}:${accountId}:function:${fn.name}`,
        settle: resolve,
        done: () => {
          clearTimeout(timer);
          if (!over) onDone();
        },
      });
      return promise;
    },
    async close() {
      await child.kill();
      await ended;
    },
  };
};
