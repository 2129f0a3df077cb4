import type { Cell } from './cell.ts';
import type { TenantId } from './tenant-id.ts';

/** How a tenant sounds on the telephone. */
export interface Voice {
  /** BCP 47, e.g. `en-US`: what the carrier listens for and speaks. */
  readonly language: string;
  /** What a caller hears before saying anything. */
  readonly greeting: string;
}

/** What the router must know to reach a tenant's agent, and no more. */
export interface Line {
  readonly cell: Cell;
  readonly runtimeArn: string;
  /** The runtime endpoint that answers, sent as AgentCore's `qualifier`. */
  readonly endpoint: string;
  readonly voice: Voice;
}

/** The states in which a tenant's callers are served. */
export const SERVING = ['active', 'upgrading'] as const;

/** The states in which every caller is refused. */
export const SILENT = [
  'requested',
  'provisioning',
  'paused',
  'revoked',
  'deleting',
  'deleted',
  'failed',
] as const;

export type ServingStatus = (typeof SERVING)[number];
export type SilentStatus = (typeof SILENT)[number];

export interface ServingTenant {
  readonly id: TenantId;
  readonly name: string;
  readonly status: ServingStatus;
  readonly line: Line;
}

export interface SilentTenant {
  readonly id: TenantId;
  readonly name: string;
  readonly status: SilentStatus;
}

/** One business that runs agents. Only a serving tenant has a line at all: a silent one cannot be dispatched to by mistake. */
export type Tenant = ServingTenant | SilentTenant;

/** Does this tenant answer its callers now? */
export const isServing = (tenant: Tenant): tenant is ServingTenant =>
  SERVING.some((status) => status === tenant.status);
