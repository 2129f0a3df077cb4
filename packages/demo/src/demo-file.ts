import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { LocalCloud } from '@privateline/local-cloud';
import { agentRoleArn, dispatchRoleArn } from '@privateline/tenancy';
import type { Fleet } from './demo-fleet.ts';
import { AUDIENCE, type Issuer } from './issuer.ts';
import { CELL } from './place.ts';

/** Everything that another client must know to call the running demo, secrets included: they die with it. */
export const describeDemo = (
  baseUrl: string,
  cloud: LocalCloud,
  fleet: Fleet,
  issuer: Issuer,
  consoleUrl: string,
) => ({
  baseUrl,
  consoleUrl,
  localCloud: { endpoint: cloud.endpoint, region: cloud.region, accountId: cloud.accountId },
  tenants: fleet.tenants.map(({ demo, serving: { id, name, line } }) => ({
    id,
    name,
    numbers: demo.numbers,
    runtimeArn: line.runtimeArn,
    dispatchRoleArn: dispatchRoleArn(CELL, id),
    agentRoleArn: agentRoleArn(CELL, id),
  })),
  carriers: fleet.carrierAccounts.map(({ carrier, endpoint, secret, tenants }) => ({
    carrier,
    endpoint,
    authToken: secret,
    webhookUrl: `${baseUrl}/voice/${carrier}/${endpoint}`,
    numbers: tenants.flatMap(({ demo }) => demo.numbers),
  })),
  chat: { url: `${baseUrl}/chat` },
  issuer: {
    url: issuer.url,
    tokenEndpoint: issuer.tokenEndpoint,
    audience: AUDIENCE,
    users: fleet.tenants.flatMap(({ demo, serving }) =>
      demo.users.map((name) => ({ name, tenantId: serving.id })),
    ),
  },
});

export type DemoDescription = ReturnType<typeof describeDemo>;

/** Writes the description where other clients look for it, readable by this user alone; the answer takes it away again. */
export const writeDemoFile = async (
  file: string,
  description: DemoDescription,
): Promise<() => Promise<void>> => {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(description, null, 2)}\n`, { mode: 0o600 });
  return () => rm(file, { force: true });
};
