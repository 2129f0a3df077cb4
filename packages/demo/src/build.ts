import { rm } from 'node:fs/promises';
import { styleText } from 'node:util';
import { build } from 'esbuild';

/** Every bundle that is deployed or run, by where it goes under `dist/`. */
const BUNDLES = {
  'functions/voice': 'functions/voice.ts',
  'functions/chat': 'functions/chat.ts',
  agent: 'packages/agent/src/main.ts',
} as const satisfies Record<string, string>;

/** What one bundle came to. */
export interface Bundle {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
}

/** CommonJS packages inside an ES module bundle still ask for `require`. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

const bundle = async (name: string, entry: string): Promise<Bundle> => {
  const file = `dist/${name}/index.mjs`;
  const { metafile } = await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: true,
    metafile: true,
    banner: { js: REQUIRE },
    logLevel: 'warning',
  });
  return { name, file, bytes: metafile.outputs[file]?.bytes ?? 0 };
};

/** Builds every bundle exactly as it is deployed: Node 24, ES module, any architecture, minified, with its source map. */
export const buildAll = async (): Promise<readonly Bundle[]> => {
  await rm('dist', { recursive: true, force: true });
  return Promise.all(Object.entries(BUNDLES).map(([name, entry]) => bundle(name, entry)));
};

if (import.meta.main) {
  for (const { name, bytes } of await buildAll())
    console.log(`${styleText('bold', name.padEnd(18))} ${(bytes / 1024).toFixed(0).padStart(5)} KB`);
}
