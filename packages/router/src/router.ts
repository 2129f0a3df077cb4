import { createAssumeTenantRole, type RoleAssumer } from './assume-tenant-role.ts';
import type { Clock } from './clock.ts';
import { createIdentify } from './identify.ts';
import type { Inbound } from './inbound.ts';
import { type AgentReply, type AgentRuntimes, createInvoke, PATIENCE_MS } from './invoke.ts';
import { createKeySetSource, type KeySets } from './key-set.ts';
import { DIRECTORY_LEASE, type Directory, leaseDirectory } from './leased-directory.ts';
import { Refusal } from './refusal.ts';
import { createResolveTenant } from './resolve-tenant.ts';
import { openRuntime } from './tenant-runtime.ts';
import { createTokenVerifier } from './verify-token.ts';
import { type Route, startWalk } from './walk.ts';

/** Everything that the line needs from outside. */
export interface RouterPorts {
  readonly clock: Clock;
  readonly directory: Directory;
  readonly keySets: KeySets;
  readonly roles: RoleAssumer;
  readonly runtimes: AgentRuntimes;
  /** Hears of each walk once, when its outcome is known. It gets no words, numbers or tokens. */
  readonly observe: (route: Route) => void;
}

/** How long things may take or be held, in milliseconds. */
export interface RouterTerms {
  readonly directoryLease: typeof DIRECTORY_LEASE;
  readonly patienceMs: { readonly phone: number; readonly token: number };
}

export type Router = (inbound: Inbound) => Promise<AgentReply | Refusal>;

/**
 * The line: each room's output is the only thing that the next room accepts, so none can be skipped and their order
 * cannot change. No room asks a model anything, and nothing that a caller says chooses a tenant.
 */
export const createRouter = (
  ports: RouterPorts,
  terms: RouterTerms = { directoryLease: DIRECTORY_LEASE, patienceMs: PATIENCE_MS },
): Router => {
  const { clock } = ports;
  const directory = leaseDirectory(ports.directory, terms.directoryLease, clock);
  const verifyToken = createTokenVerifier(directory, createKeySetSource(ports.keySets, clock), clock);
  const identify = createIdentify(directory, verifyToken, clock);
  const resolveTenant = createResolveTenant(directory);
  const assumeTenantRole = createAssumeTenantRole(ports.roles, clock);
  const invoke = createInvoke(directory, ports.runtimes, terms.patienceMs);

  return async (inbound) => {
    const walk = startWalk(inbound, clock);
    const caller = await walk.enter('identify', inbound, identify);
    const tenant = await walk.enter('resolve tenant', caller, resolveTenant);
    const credentials = await walk.enter('assume tenant role', tenant, assumeTenantRole);
    const runtime = await walk.enter('open runtime', credentials, openRuntime);
    const reply = await walk.enter('invoke', runtime, invoke);
    ports.observe(walk.end(tenant instanceof Refusal ? null : tenant.id, reply));
    return reply;
  };
};
