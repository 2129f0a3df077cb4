import { mkdir, writeFile } from 'node:fs/promises';
import { generateQuestions } from './generate.ts';
import { answer, loadSimulator } from './simulator.ts';
import { ANSWERS, type Vector } from './vector.ts';

/** `npm run oracle`: writes what another implementation of IAM decides, for the tests to agree with. */

const FOLDER = 'test/fixtures/iam-oracle';

const spell = (vectors: readonly Vector[]): string =>
  `[\n${vectors.map((vector) => JSON.stringify(vector)).join(',\n')}\n]\n`;

const simulate = await loadSimulator(process.env['IAM_SIMULATOR']);
await mkdir(FOLDER, { recursive: true });
for (const [name, questions] of generateQuestions()) {
  const vectors: Vector[] = [];
  for (const question of questions) vectors.push(await answer(simulate, question));
  await writeFile(`${FOLDER}/${name}.json`, spell(vectors));
  const counts = ANSWERS.map(
    (each) => `${vectors.filter((vector) => vector.answer === each).length} ${each}`,
  );
  console.log(`${name.padEnd(24)} ${counts.join(', ')}`);
}
