import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BuildOptions, Plugin } from 'esbuild';

/**
 * AWS's SDK loads two Fastify plugins through a `require` that it makes itself, which no bundler can follow; with that
 * one line taken out, the calls mean esbuild's own `require` and the plugins come along.
 */
const followSdkRequires: Plugin = {
  name: 'follow-sdk-requires',
  setup: ({ onLoad }) => {
    onLoad({ filter: /bedrock-agentcore[\\/]dist[\\/]src[\\/]runtime[\\/]app\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const line = 'const require = createRequire(import.meta.url);';
      if (!source.includes(line)) throw new Error('bedrock-agentcore no longer makes its own require.');
      return { contents: source.replace(line, ''), loader: 'js' };
    });
  },
};

/** esbuild's options for the agent as one self-contained file; the caller adds `outfile`. Only the build imports this. */
export const agentBundle = {
  entryPoints: [fileURLToPath(new URL('./main.ts', import.meta.url))],
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minify: true,
  sourcemap: true,
  mainFields: ['module', 'main'],
  // Fastify is CommonJS and requires Node's own modules, for which an ES module needs a require.
  banner: {
    js: "import{createRequire as createBundleRequire}from'node:module';const require=createBundleRequire(import.meta.url);",
  },
  plugins: [followSdkRequires],
} satisfies BuildOptions;
