import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { styleText } from 'node:util';
import { agentBundle } from '@privateline/agent/bundle';
import { pageBundle } from '@privateline/console/bundle';
import { type BuildOptions, build, type OutputFile } from 'esbuild';
import { functions } from '../../../infra/shape.ts';

/** CommonJS packages inside an ES module still ask for `require`. */
const REQUIRE =
  "import{createRequire as createBundleRequire}from'node:module';const require=createBundleRequire(import.meta.url);";

/** A Lambda function as it is deployed: Node 24, an ES module, any architecture, minified, with its source map. */
const functionBundle = (entry: string): BuildOptions => ({
  entryPoints: [entry],
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: true,
  banner: { js: REQUIRE },
  alias: { '@aws-sdk/credential-provider-node': './functions/lambda-credentials.ts' },
});

/** Every bundle that is deployed or run, by where it goes under `dist/`. */
const BUNDLES: Readonly<Record<string, BuildOptions>> = {
  ...Object.fromEntries(functions.map((fn) => [`functions/${fn.name}`, functionBundle(fn.entry)])),
  agent: agentBundle,
};

/** What one bundle came to. */
export interface Bundle {
  readonly name: string;
  readonly bytes: number;
}

/** Leaves a file alone that is as it should be: something may be running from it. */
const writeIfChanged = async ({ path, contents }: OutputFile): Promise<void> => {
  const present = await readFile(path).catch(() => undefined);
  if (present?.equals(contents)) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, contents);
};

const bundle = async (options: BuildOptions): Promise<readonly OutputFile[]> => {
  const { outputFiles = [] } = await build({ ...options, write: false, logLevel: 'warning' });
  await Promise.all(outputFiles.map(writeIfChanged));
  return outputFiles;
};

/** Builds every bundle into `dist/`. */
export const buildAll = async (): Promise<readonly Bundle[]> => {
  const [, ...bundles] = await Promise.all([
    bundle({ ...pageBundle, outdir: 'dist/console' }),
    ...Object.entries(BUNDLES).map(async ([name, options]) => {
      const files = await bundle({ ...options, outfile: `dist/${name}/index.mjs` });
      const code = files.find(({ path }) => path.endsWith('.mjs'));
      return { name, bytes: code?.contents.byteLength ?? 0 };
    }),
  ]);
  return bundles;
};

if (import.meta.main) {
  for (const { name, bytes } of await buildAll())
    console.log(`${styleText('bold', name.padEnd(18))} ${(bytes / 1024).toFixed(0).padStart(5)} KB`);
}
