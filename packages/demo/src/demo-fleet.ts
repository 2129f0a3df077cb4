import { randomBytes } from 'node:crypto';
import {
  type Cell,
  drawTenantId,
  type Line,
  runtimeArn,
  type ServingTenant,
  type TenantId,
} from '@privateline/tenancy';
import { CELL } from './place.ts';
import { type DemoTenant, demoTenants } from './tenants/index.ts';

/** One tenant of the demo: the business that was invented, and the silo that was made for it. */
export interface FleetTenant {
  readonly demo: DemoTenant;
  readonly serving: ServingTenant;
  /** The ten characters that AgentCore appended to its runtime's name. */
  readonly runtimeSuffix: string;
  /** The name under which the issuer knows it: never its id. */
  readonly organisation: string;
}

/** One carrier account: whoever holds its secret can sign any number, so its numbers are listed with it. */
export interface FleetCarrierAccount {
  readonly carrier: 'twilio';
  readonly endpoint: string;
  readonly secret: string;
  readonly tenants: readonly FleetTenant[];
}

export interface Fleet {
  readonly tenants: readonly FleetTenant[];
  readonly carrierAccounts: readonly FleetCarrierAccount[];
}

const drawSuffix = (): string => randomBytes(5).toString('hex');

const lineOf = (cell: Cell, id: TenantId, suffix: string, demo: DemoTenant): Line => ({
  cell,
  runtimeArn: runtimeArn(cell, id, suffix),
  endpoint: 'live',
  voice: { language: demo.locale, greeting: demo.greeting },
});

const drawTenant = (demo: DemoTenant): FleetTenant => {
  const id = drawTenantId(randomBytes(12));
  const runtimeSuffix = drawSuffix();
  const line = lineOf(CELL, id, runtimeSuffix, demo);
  const organisation = demo.displayName.toLowerCase().replaceAll(/[^a-z]+/g, '-');
  return {
    demo,
    serving: { id, name: demo.displayName, status: 'active', line },
    runtimeSuffix,
    organisation,
  };
};

const drawAccount = (tenants: readonly FleetTenant[]): FleetCarrierAccount => ({
  carrier: 'twilio',
  endpoint: `ep${randomBytes(8).toString('hex')}`,
  secret: randomBytes(16).toString('hex'),
  tenants,
});

/** Draws the ids, names and secrets of the demo: two tenants share a carrier account, the third brings its own. */
export const drawFleet = (): Fleet => {
  const tenants = demoTenants.map(drawTenant);
  const sharing = tenants.filter(({ demo }) => demo.carrierAccount === 'shared');
  const owning = tenants.filter(({ demo }) => demo.carrierAccount === 'own');
  return {
    tenants,
    carrierAccounts: [drawAccount(sharing), ...owning.map((tenant) => drawAccount([tenant]))],
  };
};
