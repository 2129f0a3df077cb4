import { once } from 'node:events';
import { styleText } from 'node:util';
import { PortInUse } from '@privateline/loopback';
import { spellBanner } from './banner.ts';
import { buildAll } from './build.ts';
import { startDemo } from './demo.ts';
import { BadSetting, readSettings } from './settings.ts';

/** `npm start`: builds what would be deployed, starts it, and ends all of it again on Ctrl-C. */

const DEMO_FILE = process.env['PRIVATELINE_DEMO'] ?? '.local/demo.json';

const notice = (text: string): void => console.log(`${styleText('yellow', '•')} ${text}`);

/** Faults that a person can mend are said in one sentence; anything else is a bug and shows its stack. */
const explain = (error: unknown): string | undefined => {
  if (error instanceof PortInUse)
    return `${error.message} Perhaps Privateline is running already: see ${DEMO_FILE}. PRIVATELINE_PORT, PRIVATELINE_CLOUD_PORT, PRIVATELINE_ISSUER_PORT and PRIVATELINE_CONSOLE_PORT set the ports.`;
  return error instanceof BadSetting ? error.message : undefined;
};

const run = async (): Promise<void> => {
  const startedAt = performance.now();
  const settings = readSettings(process.env);
  await buildAll();
  const demo = await startDemo(settings, DEMO_FILE, notice);
  console.log(spellBanner(demo.description, DEMO_FILE, performance.now() - startedAt));
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'SIGHUP')]);
  console.log('\nEnding everything that was started.');
  await demo.close();
};

try {
  await run();
} catch (error) {
  const sentence = explain(error);
  if (sentence === undefined) throw error;
  console.error(sentence);
  process.exitCode = 1;
}
