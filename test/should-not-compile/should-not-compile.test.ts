import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { genuineCredentials } from '../../packages/router/src/assume-tenant-role.ts';
import { genuineCaller } from '../../packages/router/src/identify.ts';
import { genuineTenant } from '../../packages/router/src/resolve-tenant.ts';
import { genuineRuntime } from '../../packages/router/src/tenant-runtime.ts';

const HERE = 'test/should-not-compile';
const FIXTURES = readdirSync(`${HERE}/fixtures`);

/** The lines that are marked with the errors they must cause: `file:line code`. */
const markedErrors = (file: string): string[] =>
  readFileSync(`${HERE}/fixtures/${file}`, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      const codes = /\/\/ error: ([0-9 ]+)$/.exec(line)?.[1] ?? '';
      return codes
        .split(' ')
        .filter((code) => code !== '')
        .map((code) => `${file}:${index + 1} ${code}`);
    });

const compile = async (): Promise<string[]> => {
  const output = await promisify(execFile)('tsc', ['-p', HERE, '--pretty', 'false']).then(
    ({ stdout }) => stdout,
    ({ stdout }: { readonly stdout: string }) => stdout,
  );
  return [...output.matchAll(/fixtures\/([^(]+)\(([0-9]+),[0-9]+\): error TS([0-9]+)/g)].map(
    ([, file, line, code]) => `${file}:${line} ${code}`,
  );
};

test('each forbidden act is an error where it is marked, and nothing else is', async () => {
  const marked = FIXTURES.flatMap(markedErrors);
  expect(marked.length).toBeGreaterThan(20);
  expect((await compile()).toSorted()).toEqual(marked.toSorted());
});

describe('a cast gets past the compiler, and is refused at run time', () => {
  /** What an attacker of the types would write. */
  const forge = <Type>(): Type => JSON.parse('{"id":"t0","arn":"a","tenant":{},"key":"k","line":{}}');

  test.each<[string, () => unknown]>([
    ['a caller', () => genuineCaller(forge())],
    ['a tenant', () => genuineTenant(forge())],
    ['credentials', () => genuineCredentials(forge())],
    ['a runtime', () => genuineRuntime(forge())],
  ])('%s', (_, enter) => expect(enter).toThrow(TypeError));
});
