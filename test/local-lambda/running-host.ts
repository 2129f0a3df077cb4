import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { createLambdaHost, type LambdaHost, startApiHost } from '@privateline/local-cloud';
import { listenOnLoopback } from '@privateline/loopback';
import { runCloud } from '../local-cloud/running-cloud.ts';

/** A Lambda host with the functions of `functions.mjs`, each behind routes of an API. */
export const runHost = async () => {
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
    environment: { OWN: name },
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
