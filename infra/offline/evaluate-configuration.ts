import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleConfiguration } from './bundle.ts';
import type { Graph } from './graph.ts';
import { installPlatform, offlineStage, platformDirectory } from './platform.ts';

const run = promisify(execFile);
const program = join(import.meta.dirname, 'program.ts');

/** What an evaluation depends on: the stage, and the variables that `settingsOf` reads. Nothing else is inherited. */
export type Circumstances = {
  readonly stage?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
};

/**
 * Evaluates `sst.config.ts` to its whole resource graph, with no AWS account and no network. The first run installs SST's
 * platform (from the npm registry alone). Each evaluation is a process of its own, for Pulumi's state is global.
 * Throws with the child's own words when the configuration throws.
 */
export const evaluateConfiguration = async ({
  stage = offlineStage,
  environment = {},
}: Circumstances = {}): Promise<Graph> => {
  await installPlatform();
  const bundlePath = join(platformDirectory, `offline-${randomUUID()}.mjs`);
  const graphPath = `${bundlePath}.json`;
  try {
    await bundleConfiguration(bundlePath);
    await run(process.execPath, [program, bundlePath, stage, graphPath], { env: { ...environment } });
    return JSON.parse(await readFile(graphPath, 'utf8'));
  } finally {
    await Promise.all([bundlePath, graphPath].map((path) => rm(path, { force: true })));
  }
};
