/** The child process of an evaluation: runs a bundled configuration against mocks and writes down its graph. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App, Graph, Resource } from './graph.ts';
import { recordingMocks } from './mocks.ts';
import { platformDirectory, root } from './platform.ts';

/** What `bundleConfiguration` exports, as far as it is used here. */
type Bundle = {
  readonly config: { app(input: { stage: string }): App | Promise<App>; run(): Promise<unknown> };
  readonly run: (program: () => Promise<unknown>) => Promise<unknown>;
  readonly pulumi: {
    readonly runtime: {
      setMocks(mocks: object, project: string, stack: string, preview: boolean): Promise<void>;
      runInPulumiStack(program: () => Promise<unknown>): Promise<unknown>;
      disconnect(): Promise<void>;
    };
  };
};

const inOrder = (resources: readonly Resource[]) => {
  const key = ({ type, name }: Resource) => `${type} ${name}`;
  return resources.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
};

const evaluate = async (bundlePath: string, stage: string): Promise<Graph> => {
  const work = join(root, '.sst');
  const paths = { home: work, root, work, platform: platformDirectory };
  Object.assign(globalThis, { $dev: false, $cli: { command: 'deploy', paths, state: { version: {} } } });
  const { config, run, pulumi }: Bundle = await import(bundlePath);
  const app = await config.app({ stage });
  Object.assign(globalThis, { $app: { ...app, stage, providers: {} } });

  const { resources, mocks } = recordingMocks();
  await pulumi.runtime.setMocks(mocks, app.name, stage, false);
  await pulumi.runtime.runInPulumiStack(() => run(config.run));
  await pulumi.runtime.disconnect();
  return { app, resources: inOrder(resources) };
};

const [bundlePath, stage, graphPath] = process.argv.slice(2);
if (!bundlePath || !stage || !graphPath) throw new Error('usage: program.ts BUNDLE STAGE GRAPH');
await writeFile(graphPath, JSON.stringify(await evaluate(bundlePath, stage)));
