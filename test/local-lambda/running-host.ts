import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { createLambdaHost, type LambdaHost, startApiHost } from '@privateline/local-cloud';
import { listenOnLoopback } from '@privateline/loopback';
import { runCloud } from '../local-cloud/running-cloud.ts';

const RIC = process.env['AWS_LAMBDA_RIC'];

/** The programs that ask for work: ours, and AWS's own where somebody has built it. */
export const RUNTIMES: readonly { readonly name: string; readonly runtime?: string }[] = [
  { name: 'our runtime' },
  ...(RIC === undefined
    ? []
    : [{ name: 'AWS’s own runtime', runtime: resolve('test/local-lambda/aws-runtime.mjs') }]),
];

/** A Lambda host with the functions of `functions.mjs`, each behind routes of an API. */
export const runHost = async (runtime?: string) => {
  const cloud = await runCloud();
  cloud.roles.put({
    name: 'function',
    path: '/',
    trust: {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    },
    policies: [],
    boundary: null,
    tags: {},
  });
  const notices: string[] = [];
  const logs: string[] = [];
  const fn = (name: string, handler: string, file = 'functions.mjs') => ({
    name,
    handler,
    file: resolve('test/local-lambda', file),
    memoryMb: 128,
    timeoutS: 2,
    environment: { OWN: name, ...(RIC === undefined ? {} : { AWS_LAMBDA_RIC: RIC }) },
  });
  const lambda: LambdaHost = createLambdaHost({
    functions: [
      fn('buffered', 'buffered'),
      fn('streamed', 'streamed'),
      fn('http', 'http'),
      fn('missing-handler', 'nothing'),
      fn('no-function', 'notAFunction'),
      fn('missing-file', 'handler', 'nowhere.mjs'),
    ],
    region: cloud.region,
    accountId: cloud.accountId,
    endpoint: cloud.endpoint,
    clock: Date.now,
    assumeRole: ({ name }) =>
      cloud.assumeAsService(
        'lambda.amazonaws.com',
        `arn:aws:iam::${cloud.accountId}:role/function`,
        name,
        [],
      ),
    onLog: ({ line }) => logs.push(line),
    onEvent: ({ text }) => notices.push(text),
    concurrency: 2,
    ...(runtime === undefined ? {} : { runtime }),
  });
  const api = await startApiHost({
    port: 0,
    routes: [
      { method: 'POST', path: '/voice/{carrier}/{endpoint}', functionName: 'http' },
      { method: 'GET', path: '/binary', functionName: 'http' },
      { method: 'GET', path: '/malformed', functionName: 'http' },
      { method: 'GET', path: '/stream', functionName: 'streamed' },
      { method: 'GET', path: '/fails', functionName: 'missing-file' },
    ],
    invoke: (functionName, event) => lambda.invoke(functionName, event),
  });
  return {
    lambda,
    url: api.url,
    notices,
    logs,
    async close() {
      await api.close();
      await lambda.close();
      await cloud.close();
    },
  };
};

/** A signal that functions wait for by asking its URL. */
export const startSignal = async () => {
  const state = { answer: 'wait' };
  const server = await listenOnLoopback(
    createServer((_, response) => response.end(state.answer)),
    0,
  );
  return { url: server.url, close: server.close, go: () => Object.assign(state, { answer: 'go' }) };
};
