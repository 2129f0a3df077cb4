import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { platformDirectory, root } from './platform.ts';

const entry = `
  import * as pulumi from '@pulumi/pulumi';
  import { run } from '${platformDirectory}/src/auto/run.ts';
  import config from '${root}/sst.config.ts';
  export { pulumi, run, config };
`;

/** Gives the configuration the globals that SST gives it: its components and the AWS provider. */
const globals: Plugin = {
  name: 'globals-of-sst',
  setup: (bundler) => {
    bundler.onLoad({ filter: /sst\.config\.ts$/ }, async ({ path }) => {
      const imports = `import * as aws from '@pulumi/aws'; import * as sst from '${platformDirectory}/src/components';`;
      return { contents: `${imports}\n${await readFile(path, 'utf8')}`, loader: 'ts', resolveDir: root };
    });
  },
};

/** What bundled CommonJS code expects to find in a module. */
const commonJsNames = `
  import { createRequire as createRequireOfNode } from 'node:module';
  const require = createRequireOfNode(import.meta.url);
  const __dirname = import.meta.dirname;
  const __filename = import.meta.filename;
`;

/**
 * Bundles `sst.config.ts` with SST's components into `outfile`, as `sst` does before a deployment. The file must stand in
 * the platform's folder, whose packages it imports. It exports `pulumi`, `run` and `config`, and reads `$app`, `$cli` and
 * `$dev` from `globalThis`.
 */
export const bundleConfiguration = async (outfile: string): Promise<void> => {
  await build({
    stdin: { contents: entry, resolveDir: root, sourcefile: 'entry.ts', loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    banner: { js: commonJsNames },
    define: { $app: 'globalThis.$app', $cli: 'globalThis.$cli', $dev: 'globalThis.$dev' },
    inject: [join(platformDirectory, 'src/shim/run.js')],
    nodePaths: [join(platformDirectory, 'node_modules')],
    external: [
      ...['@pulumi/*', '@pulumiverse/*', '@aws-sdk/*', '@smithy/*'],
      ...['archiver', 'esbuild', 'glob', 'lightningcss', 'undici', 'vite'],
    ],
    plugins: [globals],
  });
};
