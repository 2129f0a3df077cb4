import { readFileSync, statSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleDirectoryOf, functions } from '../../infra/shape.ts';

/** What a deployed bundle holds, by its source map: names of files, which minifying cannot hide. */
const sourcesOf = (directory: string): readonly string[] =>
  JSON.parse(readFileSync(`${directory}/index.mjs.map`, 'utf8')).sources;

const ROUTER_BUNDLES = functions.map((fn) => [fn.name, bundleDirectoryOf(fn)] as const);

describe.each(ROUTER_BUNDLES)('the bundle of %s', (_, directory) => {
  let sources: readonly string[];
  beforeAll(() => {
    sources = sourcesOf(directory);
  });

  test.each([
    ['the control plane', /packages\/control-plane\//],
    ['the policy evaluator', /packages\/iam\//],
    ['the emulator', /packages\/local-cloud\//],
    ['the demo', /packages\/demo\//],
    ['the agent', /packages\/agent\//],
    ['AgentCore’s control plane', /client-bedrock-agentcore-control/],
    ['a client of IAM', /client-iam\//],
    ['a client of a model', /client-bedrock-runtime/],
    ['a carrier’s own package', /node_modules\/(twilio|telnyx|plivo|@vonage)\//],
    [
      'profile files, instance metadata or single sign-on',
      /credential-provider-(ini|imds|sso|process|web-identity)/,
    ],
  ])('has nothing of %s', (_, pattern) => {
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.filter((source) => pattern.test(source))).toEqual([]);
  });

  test('names no way to change what the control plane owns', () => {
    const code = readFileSync(`${directory}/index.mjs`, 'utf8');
    for (const name of [
      'CreateRole',
      'PutRolePolicy',
      'DeleteAgentRuntime',
      'UpdateAgentRuntime',
      'BatchWriteItem',
    ])
      expect(code).not.toContain(name);
  });

  test('stays small enough to start fast', () => {
    expect(statSync(`${directory}/index.mjs`).size).toBeLessThan(600_000);
  });
});
