import { BedrockAgentCoreClient, InvokeAgentRuntimeCommand } from '@aws-sdk/client-bedrock-agentcore';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { routerRoleArn } from '@privateline/control-plane';
import { dispatchRoleArn } from '@privateline/tenancy';
import { buildAll } from '../packages/demo/src/build.ts';
import type { FleetTenant } from '../packages/demo/src/demo-fleet.ts';
import { CELL } from '../packages/demo/src/place.ts';
import { type Switchboard, startSwitchboard } from '../packages/demo/src/switchboard.ts';

/**
 * `npm run bench`: what a routed chat costs beside a bare SDK call of the same runtime with credentials at hand, in turns
 * on one machine. Only the ratio means anything.
 */

const ROUNDS = 300;
const WARM_UP = 20;
const QUESTION = 'What are your opening hours?';

const bareCall = async ({ cloud }: Switchboard, { serving: { id, line } }: FleetTenant) => {
  const place = { endpoint: cloud.endpoint, region: CELL.region };
  const { key } = cloud.assumeAsService('lambda.amazonaws.com', routerRoleArn(CELL), 'bench', []);
  const router = {
    accessKeyId: key.accessKeyId,
    secretAccessKey: key.secretAccessKey,
    sessionToken: key.sessionToken ?? '',
  };
  const { Credentials } = await new STSClient({ ...place, credentials: router }).send(
    new AssumeRoleCommand({
      RoleArn: dispatchRoleArn(CELL, id),
      RoleSessionName: `privateline-${id}`,
      SourceIdentity: 'privateline-router',
      Tags: [{ Key: 'TenantId', Value: id }],
    }),
  );
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  const client = new BedrockAgentCoreClient({ ...place, credentials });
  const command = new InvokeAgentRuntimeCommand({
    agentRuntimeArn: line.runtimeArn,
    qualifier: line.endpoint,
    runtimeSessionId: 'b'.repeat(64),
    contentType: 'application/json',
    accept: 'text/event-stream',
    payload: Buffer.from(JSON.stringify({ prompt: QUESTION })),
  });
  return async () => {
    const { response } = await client.send(command);
    await response?.transformToString();
  };
};

const routedChat = async ({ baseUrl, issuer }: Switchboard, { demo }: FleetTenant) => {
  const given = await fetch(issuer.tokenEndpoint, {
    method: 'POST',
    body: JSON.stringify({ user: demo.users[0] }),
  });
  const { access_token: token }: { access_token: string } = JSON.parse(await given.text());
  return async () => {
    const answer = await fetch(`${baseUrl}/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ message: QUESTION, conversationId: 'bench' }),
    });
    if (!(await answer.text()).includes('event: end'))
      throw new Error(`the chat was not answered: ${answer.status}`);
  };
};

const time = async (act: () => Promise<void>): Promise<number> => {
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
};

const quantile = (times: readonly number[], share: number): number =>
  times.toSorted((left, right) => left - right)[Math.floor(times.length * share)] ?? 0;

const report = (name: string, times: readonly number[]): void =>
  console.log(
    `${name.padEnd(14)} median ${quantile(times, 0.5).toFixed(2)} ms, 95 % below ${quantile(times, 0.95).toFixed(2)} ms`,
  );

await buildAll();
const quiet = { onFunctionLog: () => {}, onNotice: console.error, onInvocation: () => {} };
const switchboard = await startSwitchboard({ api: 0, cloud: 0, issuer: 0 }, quiet);
try {
  const [tenant] = switchboard.fleet.tenants;
  if (tenant === undefined) throw new Error('the demo has no tenant');
  const [bare, routed] = [await bareCall(switchboard, tenant), await routedChat(switchboard, tenant)];
  const times = { bare: [] as number[], routed: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const [bareMs, routedMs] = [await time(bare), await time(routed)];
    if (round < WARM_UP) continue;
    times.bare.push(bareMs);
    times.routed.push(routedMs);
  }
  report('bare SDK call', times.bare);
  report('routed chat', times.routed);
  console.log(`ratio          ${(quantile(times.routed, 0.5) / quantile(times.bare, 0.5)).toFixed(2)}`);
} finally {
  await switchboard.close();
}
