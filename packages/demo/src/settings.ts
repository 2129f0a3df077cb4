import type { Ports } from './switchboard.ts';

/** What the environment says of how to start: ports, each 0 for any free one. */
export interface Settings extends Ports {
  readonly console: number;
}

const DEFAULTS = { api: 8787, cloud: 4566, issuer: 8788, console: 8789 } as const satisfies Settings;

const VARIABLES = {
  api: 'PRIVATELINE_PORT',
  cloud: 'PRIVATELINE_CLOUD_PORT',
  issuer: 'PRIVATELINE_ISSUER_PORT',
  console: 'PRIVATELINE_CONSOLE_PORT',
} as const satisfies Record<keyof Settings, string>;

/** A variable that makes no sense. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting';
}

const readPort = (environment: NodeJS.ProcessEnv, name: keyof Settings): number => {
  const text = environment[VARIABLES[name]] ?? String(DEFAULTS[name]);
  if (!/^[0-9]{1,5}$/.test(text) || Number(text) > 65_535)
    throw new BadSetting(`${VARIABLES[name]} must be a port from 0 to 65535 (0 picks a free one).`);
  return Number(text);
};

/** @throws BadSetting naming the variable. */
export const readSettings = (environment: NodeJS.ProcessEnv): Settings => ({
  api: readPort(environment, 'api'),
  cloud: readPort(environment, 'cloud'),
  issuer: readPort(environment, 'issuer'),
  console: readPort(environment, 'console'),
});
