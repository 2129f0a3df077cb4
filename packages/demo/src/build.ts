import { styleText } from 'node:util';
import { agentBundle } from '@privateline/agent/bundle';
import { pageBundle } from '@privateline/console/bundle';
import { type BuildOptions, build } from 'esbuild';
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

const bundle = async (name: string, options: BuildOptions): Promise<Bundle> => {
  const outfile = `dist/${name}/index.mjs`;
  const { metafile } = await build({ ...options, outfile, metafile: true, logLevel: 'warning' });
  return { name, bytes: metafile?.outputs[outfile]?.bytes ?? 0 };
};

/** Builds every bundle into `dist/`. */
export const buildAll = async (): Promise<readonly Bundle[]> => {
  const bundles = Object.entries(BUNDLES).map(([name, options]) => bundle(name, options));
  await build({ ...pageBundle, outdir: 'dist/console', logLevel: 'warning' });
  return Promise.all(bundles);
};

if (import.meta.main) {
  for (const { name, bytes } of await buildAll())
    console.log(`${styleText('bold', name.padEnd(18))} ${(bytes / 1024).toFixed(0).padStart(5)} KB`);
}
