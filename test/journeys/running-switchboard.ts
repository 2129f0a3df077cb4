import type { RecordedInvocation } from '@privateline/local-cloud';
import type { FleetCarrierAccount, FleetTenant } from '../../packages/demo/src/demo-fleet.ts';
import { type Switchboard, startSwitchboard } from '../../packages/demo/src/switchboard.ts';

/** The whole of Privateline on free ports, and everything that was heard while it ran. */
export interface RunningSwitchboard extends Switchboard {
  /** Everything that reached an agent, in order. */
  readonly invocations: RecordedInvocation[];
  /** Every line that a function wrote. */
  readonly logs: string[];
  readonly notices: string[];
}

/** Starts built bundles, gate and processes as `npm start` does. */
export const runSwitchboard = async (): Promise<RunningSwitchboard> => {
  const heard = {
    invocations: [] as RecordedInvocation[],
    logs: [] as string[],
    notices: [] as string[],
  };
  const switchboard = await startSwitchboard(
    { api: 0, cloud: 0, issuer: 0 },
    {
      onFunctionLog: (line) => heard.logs.push(line),
      onNotice: (text) => heard.notices.push(text),
      onInvocation: (invocation) => heard.invocations.push(invocation),
    },
  );
  return { ...switchboard, ...heard };
};

/** The demo's tenant of this display name. @throws Error if there is none. */
export const tenantNamed = ({ fleet }: Switchboard, name: string): FleetTenant => {
  const tenant = fleet.tenants.find(({ demo }) => demo.displayName === name);
  if (tenant === undefined) throw new Error(`the demo has no tenant ${name}`);
  return tenant;
};

/** The carrier account under which a tenant's numbers were claimed. */
export const accountOf = ({ fleet }: Switchboard, tenant: FleetTenant): FleetCarrierAccount => {
  const account = fleet.carrierAccounts.find(({ tenants }) => tenants.includes(tenant));
  if (account === undefined) throw new Error('a tenant of the demo has no carrier account');
  return account;
};

/** A tenant's first dialled number. */
export const numberOf = ({ demo }: FleetTenant): string => demo.numbers[0] ?? '';
