import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';

const page = (file: string): string => fileURLToPath(new URL(`../page/${file}`, import.meta.url));

/** esbuild's options for the page; the caller adds `outdir`. Only the build imports this. */
export const pageBundle = {
  entryPoints: [page('main.ts'), page('style.css'), page('index.html')],
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  loader: { '.html': 'copy' },
} satisfies BuildOptions;
