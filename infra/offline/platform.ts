import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
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

const unlessTaken = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
};

const putStandInEngine = async (configHome: string): Promise<void> => {
  const engine = join(configHome, 'sst/bin/pulumi');
  await mkdir(dirname(engine), { recursive: true });
  await writeFile(engine, `#!/bin/sh\necho ${engineVersion}\n`);
  await chmod(engine, 0o755);
};

const installIn = async (project: string): Promise<void> => {
  await putStandInEngine(project);
  await symlink(join(root, 'sst.config.ts'), join(project, 'sst.config.ts'));
  await run(
    process.execPath,
    [join(root, 'node_modules/sst/bin/sst.mjs'), 'install', '--stage', offlineStage],
    {
      cwd: project,
      env: {
        ...process.env,
        XDG_CONFIG_HOME: project,
        SST_BUN_PATH: join(root, 'node_modules/bun/bin/bun.exe'),
        DO_NOT_TRACK: '1',
        CI: '1',
      },
    },
  );
};

const installedVersion = async (): Promise<string | null> => {
  const version = await readFile(join(platformDirectory, 'version'), 'utf8').catch(() => null);
  return version?.trim() ?? null;
};

/**
 * Has SST unpack its platform from the npm package and install the provider SDKs from the npm registry. Needs neither an
 * account nor the internet beyond that registry. Does nothing when this version of SST has been installed before.
 * Several processes may install at once: each works aside, and the first to finish is the one that counts.
 */
export const installPlatform = async (): Promise<void> => {
  const { version } = JSON.parse(await readFile(join(root, 'node_modules/sst/package.json'), 'utf8'));
  if ((await installedVersion()) === version) return;
  await mkdir(join(root, '.sst'), { recursive: true });
  const project = await mkdtemp(join(root, '.sst/install-'));
  try {
    await installIn(project);
    if ((await installedVersion()) !== version) await rm(platformDirectory, { recursive: true, force: true });
    await rename(join(project, '.sst/platform'), platformDirectory).catch(unlessTaken);
  } finally {
    await rm(project, { recursive: true, force: true });
  }
};
