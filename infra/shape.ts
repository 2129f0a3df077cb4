/**
 * The deployed shape as plain data: one source with two consumers. `sst.config.ts` makes AWS resources of it, the local
 * hosts make processes and routes of it, so what runs on a laptop is what would be deployed.
 * One deployment fills an account's region: names carry no stage, which keeps every ARN (and the policies that name
 * them) the same everywhere.
 */

/** A route of the REST API; `{name}` marks a path parameter, as API Gateway spells it. */
type RouteShape = { readonly method: 'POST'; readonly path: `/${string}` };

/** One Lambda function: Node 24, ESM, arm64; `entry` is its source, relative to the repository. */
export type FunctionShape = {
  readonly name: string;
  readonly entry: `functions/${string}.ts`;
  readonly memoryMb: number;
  readonly timeoutS: number;
  readonly streaming: boolean;
  readonly routes: readonly RouteShape[];
};

/** One DynamoDB table, on demand, encrypted with the deployment's own key; every key attribute is a string. */
export type TableShape = {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string | null;
  readonly ttlAttribute: string | null;
  readonly pointInTimeRecovery: boolean;
  readonly deletionProtection: boolean;
};

export const functions = [
  {
    name: 'voice',
    entry: 'functions/voice.ts',
    memoryMb: 1024,
    timeoutS: 29,
    streaming: false,
    routes: [{ method: 'POST', path: '/voice/{carrier}/{endpoint}' }],
  },
  {
    name: 'chat',
    entry: 'functions/chat.ts',
    memoryMb: 512,
    timeoutS: 900,
    streaming: true,
    routes: [
      { method: 'POST', path: '/chat' },
      { method: 'POST', path: '/chat/ai-sdk' },
      { method: 'POST', path: '/chat/ag-ui' },
      { method: 'POST', path: '/v1/chat/completions' },
    ],
  },
] as const satisfies readonly FunctionShape[];

export const directoryTable = {
  name: 'privateline-directory',
  partitionKey: 'pk',
  sortKey: null,
  ttlAttribute: null,
  pointInTimeRecovery: true,
  deletionProtection: true,
} as const satisfies TableShape;

export const sessionsTable = {
  name: 'privateline-sessions',
  partitionKey: 'pk',
  sortKey: 'sk',
  ttlAttribute: 'expiresAt',
  pointInTimeRecovery: false,
  deletionProtection: true,
} as const satisfies TableShape;

/** What all functions share. */
export const runtime = { identifier: 'nodejs24.x', architecture: 'arm64', handler: 'index.handler' } as const;

/** Requests that the whole API admits before it answers 429. */
export const throttling = { ratePerSecond: 500, burst: 1000 } as const;

export const logRetentionDays = 30;

/** The name under which AWS knows a function. */
export const functionNameOf = (fn: FunctionShape): string => `privateline-${fn.name}`;

/** The log group that a function writes, and nothing else does. */
export const logGroupOf = (fn: FunctionShape): string => `/aws/lambda/${functionNameOf(fn)}`;

/** The folder, relative to the repository, that holds a function's built bundle `index.mjs` and its source map. */
export const bundleDirectoryOf = (fn: FunctionShape): string => `dist/functions/${fn.name}`;
