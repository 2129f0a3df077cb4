import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { evaluateConfiguration } from '../../infra/offline/evaluate-configuration.ts';
import { installPlatform, root } from '../../infra/offline/platform.ts';
import { settingsOf } from '../../infra/settings.ts';

const run = promisify(execFile);

describe('sst.config.ts', () => {
  it("passes a type check against SST's own types", async () => {
    await installPlatform();
    const project = join(import.meta.dirname, 'tsconfig.json');
    const check = run(join(root, 'node_modules/.bin/tsc'), ['--noEmit', '--project', project]);
    await expect(check).resolves.toEqual({ stdout: '', stderr: '' });
  });

  it('has no top-level import, which SST refuses', async () => {
    expect(await readFile(join(root, 'sst.config.ts'), 'utf8')).not.toMatch(/^import\s/m);
  });

  it('comes to the same graph every time', async () => {
    const [once, again] = await Promise.all([evaluateConfiguration(), evaluateConfiguration()]);
    expect(again).toEqual(once);
  });

  it.each([
    { stage: 'production', protect: true },
    { stage: 'trial', protect: false },
  ])('keeps data when $stage is removed; protected from removal: $protect', async ({ stage, protect }) => {
    const { app } = await evaluateConfiguration({ stage });
    expect(app).toMatchObject({ removal: 'retain', protect });
  });
});

describe('the settings of a deployment', () => {
  it.each([
    [{ PRIVATELINE_DOMAIN: 'calls.example.com' }, /set together or not at all/],
    [{ PRIVATELINE_CERTIFICATE_ARN: 'arn:aws:acm:…' }, /set together or not at all/],
    [{ PRIVATELINE_CELL_ACCOUNTS: '111111111111,*' }, /\* is not an AWS account id/],
  ])('refuse %o', (environment, reason) => {
    expect(() => settingsOf(environment)).toThrow(reason);
  });

  it('may all be left out', () => {
    expect(settingsOf({})).toEqual({ address: { kind: 'execute-api' }, cellAccountIds: [] });
  });
});
