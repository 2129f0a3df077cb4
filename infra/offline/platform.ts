import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The repository's root. */
export const root = resolve(import.meta.dirname, '../..');

/** SST's component library and the provider SDKs, where SST itself keeps them; git ignores the folder. */
export const platformDirectory = join(root, '.sst/platform');

/** A stage that is never deployed. */
export const offlineStage = 'offline';

/** The engine that this SST asks for. Its installer compares the version and nothing more; offline no engine runs. */
const engineVersion = 'v3.215.0';

const offlineDirectory = join(root, '.sst/offline');
const stamp = join(offlineDirectory, 'installed-version');

const putStandInEngine = async (configHome: string): Promise<void> => {
  const engine = join(configHome, 'sst/bin/pulumi');
  await mkdir(dirname(engine), { recursive: true });
  await writeFile(engine, `#!/bin/sh\necho ${engineVersion}\n`);
  await chmod(engine, 0o755);
};

/**
 * Has SST unpack its platform from the npm package and install the provider SDKs from the npm registry. Needs neither an
 * account nor the internet beyond that registry. Does nothing when this version of SST has been installed before.
 */
export const installPlatform = async (): Promise<void> => {
  const { version } = JSON.parse(await readFile(join(root, 'node_modules/sst/package.json'), 'utf8'));
  if ((await readFile(stamp, 'utf8').catch(() => null)) === version) return;
  await rm(stamp, { force: true });
  await putStandInEngine(offlineDirectory);
  await run(
    process.execPath,
    [join(root, 'node_modules/sst/bin/sst.mjs'), 'install', '--stage', offlineStage],
    {
      cwd: root,
      env: {
        ...process.env,
        XDG_CONFIG_HOME: offlineDirectory,
        SST_BUN_PATH: join(root, 'node_modules/bun/bin/bun.exe'),
        DO_NOT_TRACK: '1',
        CI: '1',
      },
    },
  );
  await writeFile(stamp, version);
};
