import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { agentBundle } from '../../packages/agent/src/bundle.ts';
import { startFakeAws } from './fake-aws.ts';
import { startAgent } from './running-agent.ts';

it('an agent is one file that runs where nothing is installed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'agent-'));
  try {
    await build({ ...agentBundle, sourcemap: false, outfile: join(folder, 'index.mjs') });
    expect(await readdir(folder)).toEqual(['index.mjs']);
    await using aws = await startFakeAws();
    aws.tables.set('notes', [{ sk: '1', title: 'Price', text: 'A haircut costs 30 dollars.' }]);
    await using agent = await startAgent(aws, { KNOWLEDGE_TABLE: 'notes' }, join(folder, 'index.mjs'));
    expect(await agent.say('bundled', 'How much is a haircut?')).toContain('30 dollars');
  } finally {
    await rm(folder, { recursive: true });
  }
});
