import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { environmentOf } from '../../infra/environment.ts';
import { evaluateConfiguration } from '../../infra/offline/evaluate-configuration.ts';
import type { Graph } from '../../infra/offline/graph.ts';
import { root } from '../../infra/offline/platform.ts';
import {
  bundleDirectoryOf,
  functionNameOf,
  functions,
  logGroupOf,
  logRetentionDays,
} from '../../infra/shape.ts';
import { named, ofKind } from './graph-queries.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await evaluateConfiguration({ stage: 'production' });
});

describe('the functions of the deployment', () => {
  it.each(functions)('$name runs its built bundle as the shape says, and has no variable beside', (fn) => {
    expect(named(graph, 'lambda/function:Function', functionNameOf(fn)).inputs).toEqual({
      name: functionNameOf(fn),
      role: 'arn:aws:iam::000000000000:role/privateline/privateline-router',
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      handler: 'index.handler',
      code: { archive: join(root, bundleDirectoryOf(fn)) },
      memorySize: fn.memoryMb,
      timeout: fn.timeoutS,
      environment: {
        variables: environmentOf(fn, {
          publicBaseUrl: 'https://ApiApi.execute-api.us-east-1.amazonaws.com/production',
          logLevel: 'INFO',
        }),
      },
    });
  });

  it.each(functions)('$name has a log group that forgets', (fn) => {
    const { inputs } = named(graph, 'cloudwatch/logGroup:LogGroup', logGroupOf(fn));
    expect(inputs['retentionInDays']).toBe(logRetentionDays);
  });

  it('are no more than the shape has', () => {
    expect(ofKind(graph, 'lambda/function:Function')).toHaveLength(functions.length);
  });

  it.each(functions)('$name has a source that exports its handler', async (fn) => {
    expect(await readFile(join(root, fn.entry), 'utf8')).toMatch(/^export const handler = /m);
  });

  it('ask for no variable that the shape does not give', async () => {
    const files = (await readdir(join(root, 'functions'))).filter((file) => file.endsWith('.ts'));
    const sources = await Promise.all(files.map((file) => readFile(join(root, 'functions', file), 'utf8')));
    const asked = sources.flatMap((source) =>
      [...source.matchAll(/setting\('(\w+)'\)/g)].map(([, name]) => name),
    );
    expect(asked).toContain('DIRECTORY_TABLE');
    for (const fn of functions) {
      const given = Object.keys(environmentOf(fn, { publicBaseUrl: '', logLevel: 'INFO' }));
      expect(given).toEqual(expect.arrayContaining(asked));
    }
  });
});
