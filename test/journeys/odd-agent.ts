import { resolve } from 'node:path';
import { runtimePolicy } from '@privateline/control-plane';
import { agentRoleArn } from '@privateline/tenancy';
import type { FleetTenant } from '../../packages/demo/src/demo-fleet.ts';
import { CELL } from '../../packages/demo/src/place.ts';
import type { Switchboard } from '../../packages/demo/src/switchboard.ts';

/** Puts the agent that misbehaves on demand in the place of a tenant's own. */
export const putOddAgent = ({ cloud }: Switchboard, { serving, runtimeSuffix }: FleetTenant): void =>
  cloud.runtimes.put({
    arn: serving.line.runtimeArn,
    endpoints: [serving.line.endpoint],
    roleArn: agentRoleArn(CELL, serving.id),
    tags: { TenantId: serving.id, State: 'active' },
    resourcePolicy: runtimePolicy(CELL, serving.id, runtimeSuffix),
    program: resolve('test/journeys/odd-agent.mjs'),
    environment: {},
  });
