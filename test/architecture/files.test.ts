import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** The product's own sources. */
const FILES = ['packages', 'functions', 'infra'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ts$/.test(name) && !/(^|\/)node_modules\//.test(name))
    .map((name) => `${folder}/${name}`),
);

describe('every source file', () => {
  test('is short enough to be read at once', () => {
    expect(FILES.length).toBeGreaterThan(100);
    const long = FILES.filter((file) => readFileSync(file, 'utf8').split('\n').length > 200);
    expect(long).toEqual([]);
  });

  test('is named for its idea', () => {
    expect(FILES.filter((file) => /(^|\/)(utils?|helpers?|common|misc|types)\.ts$/.test(file))).toEqual([]);
  });

  test('takes no cast and no way round the compiler', () => {
    const around =
      /\bas (?!const\b)[A-Z]\w*|\bas (any|unknown)\b|@ts-(ignore|expect-error|nocheck)|[\w\])]!\./;
    const code = (file: string): string =>
      readFileSync(file, 'utf8').replaceAll(
        /\/\*[\s\S]*?\*\/|\/\/.*|import [^;]*;|export type \{[^}]*\}|export [^;]*? from [^;]*;|'[^'\n]*'|`[^`]*`/g,
        '',
      );
    expect(FILES.filter((file) => around.test(code(file)))).toEqual([]);
  });
});
