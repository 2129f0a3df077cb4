import { buildAll } from '../packages/demo/src/build.ts';

/** Tests run what is deployed, so it is built once before the first of them. */
export default async function buildBundles(): Promise<void> {
  await buildAll();
}
