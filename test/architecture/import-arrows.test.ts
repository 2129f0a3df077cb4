import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** Each arrow that must not be drawn is drawn once, in a copy, so that the rule is seen to fail. */
const FORBIDDEN: readonly (readonly [rule: string, file: string, source: string])[] = [
  ['planes-never-meet', 'packages/router/src/forbidden.ts', "import '../../control-plane/src/index.ts';"],
  [
    'planes-never-meet-back',
    'packages/control-plane/src/forbidden.ts',
    "import '../../router/src/index.ts';",
  ],
  ['tenancy-is-alone', 'packages/tenancy/src/forbidden.ts', "import '../../router/src/refusal.ts';"],
  ['aws-only-in-adapters', 'packages/router/src/forbidden.ts', "import '@aws-sdk/client-sts';"],
  ['aws-only-in-adapters', 'packages/router/src/channels/forbidden.ts', "import '../aws/index.ts';"],
  ['porch-only-in-functions', 'packages/router/src/forbidden.ts', "import '@middy/core';"],
  [
    'emulator-shares-nothing',
    'packages/local-cloud/src/forbidden.ts',
    "import '../../tenancy/src/index.ts';",
  ],
  ['emulator-is-for-development', 'functions/forbidden.ts', "import '../packages/local-cloud/src/index.ts';"],
  ['iam-is-not-deployed', 'packages/router/src/forbidden.ts', "import '../../iam/src/index.ts';"],
  ['agent-is-a-guest', 'packages/agent/src/forbidden.ts', "import '../../tenancy/src/index.ts';"],
  ['no-circles', 'packages/tenancy/src/forbidden.ts', "import './forbidden.ts';"],
  ['no-unresolved', 'packages/tenancy/src/forbidden.ts', "import './nowhere.ts';"],
];

let copy: string;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'privateline-arrows-'));
  const outside = (path: string): boolean => !/\/(node_modules|dist)(\/|$)/.test(path);
  for (const part of ['packages', 'functions', '.dependency-cruiser.mjs', 'package.json', 'tsconfig.json'])
    await cp(part, join(copy, part), { recursive: true, filter: outside });
  await symlink(resolve('node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rm(copy, { recursive: true }));

/** The rules that a file of the copy breaks. */
const brokenBy = async (file: string): Promise<string[]> => {
  const program = resolve('node_modules/.bin/depcruise');
  const run = promisify(execFile)(
    program,
    ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', file],
    {
      cwd: copy,
      maxBuffer: 64_000_000,
    },
  );
  const output = await run.catch((error: { readonly stdout: string }) => error);
  const { summary }: { summary: { violations: { from: string; rule: { name: string } }[] } } = JSON.parse(
    output.stdout,
  );
  return summary.violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
};

describe('an arrow that must not be drawn is seen', () => {
  test.each(FORBIDDEN)('%s in %s', async (rule, file, source) => {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await writeFile(join(copy, file), `${source}\nexport {};\n`);
    expect(await brokenBy(file)).toContain(rule);
    await rm(join(copy, file));
  });
});
