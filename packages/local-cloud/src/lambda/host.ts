import type { Clock } from '../clock.ts';
import type { ServiceSession } from '../iam/service-role.ts';
import { type ExecutionEnvironment, startEnvironment } from './environment.ts';
import type { FunctionConfiguration, Invocation } from './invocation.ts';

/** What a host is started with. */
export interface LambdaHostOptions {
  readonly functions: readonly FunctionConfiguration[];
  readonly region: string;
  readonly accountId: string;
  /** Where functions find AWS. */
  readonly endpoint: string;
  readonly clock: Clock;
  /** Assumes the function's role, as Lambda does when an environment starts. */
  readonly assumeRole: (fn: FunctionConfiguration) => ServiceSession;
  readonly onLog: (entry: { readonly functionName: string; readonly line: string }) => void;
  /** Hears of environments that end by themselves, in words for a person. */
  readonly onEvent: (event: { readonly functionName: string; readonly text: string }) => void;
  /** How many environments a function may have at once. */
  readonly concurrency: number;
  /** The program that runs in each environment and asks the Runtime API for work; by default ours. */
  readonly runtime?: string;
}

/** Runs built bundles as Lambda does. */
export interface LambdaHost {
  /** @throws Error for a function that is not configured. */
  invoke(functionName: string, event: unknown): Promise<Invocation>;
  pids(): readonly number[];
  close(): Promise<void>;
}

/** An environment is not given new work when its credentials are this near to their end. */
const RECYCLE_BEFORE_MS = 10 * 60_000;

/** The environments of one function. */
interface Pool {
  readonly fn: FunctionConfiguration;
  readonly idle: ExecutionEnvironment[];
  readonly all: Set<ExecutionEnvironment>;
  starting: number;
}

export const createLambdaHost = (options: LambdaHostOptions): LambdaHost => {
  const pools = new Map(
    options.functions.map((fn): [string, Pool] => [fn.name, { fn, idle: [], all: new Set(), starting: 0 }]),
  );
  let closing = false;

  const forget = (pool: Pool, environment: ExecutionEnvironment): void => {
    pool.all.delete(environment);
    const at = pool.idle.indexOf(environment);
    if (at >= 0) pool.idle.splice(at, 1);
  };

  const start = async (pool: Pool): Promise<ExecutionEnvironment> => {
    const { fn } = pool;
    pool.starting += 1;
    try {
      const session = options.assumeRole(fn);
      const onLine = (line: string): void => options.onLog({ functionName: fn.name, line });
      const environment = await startEnvironment(fn, { ...options, session, onLine });
      pool.all.add(environment);
      void environment.ended.then(() => {
        const unexpected = pool.all.has(environment) && !closing;
        forget(pool, environment);
        if (unexpected)
          options.onEvent({
            functionName: fn.name,
            text: 'an execution environment ended; the next call starts a fresh one',
          });
      });
      return environment;
    } finally {
      pool.starting -= 1;
    }
  };

  const takeIdle = (pool: Pool): ExecutionEnvironment | undefined => {
    for (let found = pool.idle.pop(); found !== undefined; found = pool.idle.pop()) {
      if (options.clock() < found.credentialsExpireAtMs - RECYCLE_BEFORE_MS) return found;
      forget(pool, found);
      void found.close();
    }
    return undefined;
  };

  return {
    async invoke(functionName, event) {
      const pool = pools.get(functionName);
      if (pool === undefined || closing) throw new Error(`there is no function ${functionName} to invoke`);
      const held = takeIdle(pool);
      if (held === undefined && pool.all.size + pool.starting >= options.concurrency)
        return { kind: 'throttled' };
      const environment = held ?? (await start(pool));
      return environment.invoke(event, () => {
        if (pool.all.has(environment)) pool.idle.push(environment);
      });
    },
    pids: () => [...pools.values()].flatMap(({ all }) => [...all].map(({ pid }) => pid)),
    async close() {
      closing = true;
      await Promise.all(
        [...pools.values()].flatMap(({ all }) => [...all].map((environment) => environment.close())),
      );
    },
  };
};
