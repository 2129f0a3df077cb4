import { inspect } from 'node:util';
import { dispatchRoleArn, dispatchRoleName, type TenantId } from '@privateline/tenancy';
import type { Clock } from './clock.ts';
import { createLease } from './lease.ts';
import { Refusal, type RefusalCode, refuse } from './refusal.ts';
import { genuineTenant, type ResolvedTenant } from './resolve-tenant.ts';

/** What AssumeRole is asked for. */
export interface RoleRequest {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly sourceIdentity: string;
  readonly tags: Readonly<Record<string, string>>;
  /** An inline session policy: JSON of at most 2,048 characters. */
  readonly policy: string;
  readonly durationS: number;
}

/** The temporary keys of one role session. */
export interface SigningKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export type RoleAssumption =
  | {
      readonly outcome: 'assumed';
      readonly assumedRoleArn: string;
      readonly keys: SigningKeys;
      readonly expiresAtMs: number;
    }
  | { readonly outcome: 'denied' | 'throttled' | 'unavailable' };

/** AWS STS. Rejects only for what is a bug of ours, such as a malformed policy. */
export interface RoleAssumer {
  assume(request: RoleRequest): Promise<RoleAssumption>;
}

/** The keys of one dispatch-role session, and whose they are. */
interface HeldKeys {
  readonly tenantId: TenantId;
  readonly keys: SigningKeys;
  readonly expiresAtMs: number;
}

/** Minted here alone: temporary credentials and the tenant that they act for, never one without the other. */
class MintedCredentials {
  readonly #held: HeldKeys;
  readonly tenant: ResolvedTenant;

  /** @throws Error if the keys are another tenant's. */
  constructor(held: HeldKeys, tenant: ResolvedTenant) {
    if (held.tenantId !== tenant.id)
      throw new Error('credentials of one tenant were about to be used for another');
    this.#held = held;
    this.tenant = tenant;
  }

  get expiresAtMs(): number {
    return this.#held.expiresAtMs;
  }

  /** The secret keys, for the one adapter that signs with them. The same object as long as the same session is held. */
  reveal(): SigningKeys {
    return this.#held.keys;
  }

  toJSON(): string {
    return `[credentials of ${this.tenant.id}]`;
  }

  [inspect.custom](): string {
    return this.toJSON();
  }

  /** @throws TypeError for anything that was not minted here, whatever its type says. */
  static genuine(credentials: MintedCredentials): MintedCredentials {
    if (!(#held in credentials)) throw new TypeError('credentials are minted by assumeTenantRole alone');
    return credentials;
  }
}

export type { MintedCredentials as TenantCredentials };
export const genuineCredentials = MintedCredentials.genuine;

/** STS caps a chained role session at one hour. */
const SESSION_S = 3_600;
const RENEW_BEFORE_MS = 5 * 60_000;
const SOURCE_IDENTITY = 'privateline-router';

/** One name more than the role needs: what the session may do is narrowed once more to the one runtime and endpoint. */
const sessionPolicy = ({ line }: ResolvedTenant): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['bedrock-agentcore:InvokeAgentRuntime', 'bedrock-agentcore:StopRuntimeSession'],
        Resource: [line.runtimeArn, `${line.runtimeArn}/runtime-endpoint/${line.endpoint}`],
      },
    ],
  });

const sessionName = (id: TenantId): string => `privateline-${id}`;

const roleRequest = (tenant: ResolvedTenant): RoleRequest => ({
  roleArn: dispatchRoleArn(tenant.line.cell, tenant.id),
  sessionName: sessionName(tenant.id),
  sourceIdentity: SOURCE_IDENTITY,
  tags: { TenantId: tenant.id },
  policy: sessionPolicy(tenant),
  durationS: SESSION_S,
});

/** The ARN that the session must have: STS leaves the role's path out of it. */
const expectedArn = ({ id, line: { cell } }: ResolvedTenant): string =>
  `arn:${cell.partition}:sts::${cell.accountId}:assumed-role/${dispatchRoleName(id)}/${sessionName(id)}`;

const FAILURES = {
  denied: 'role_denied',
  throttled: 'role_throttled',
  unavailable: 'role_unavailable',
} as const satisfies Record<Exclude<RoleAssumption['outcome'], 'assumed'>, RefusalCode>;

const assumeFor = async (roles: RoleAssumer, tenant: ResolvedTenant): Promise<HeldKeys | Refusal> => {
  const assumption = await roles.assume(roleRequest(tenant));
  if (assumption.outcome !== 'assumed') return refuse(FAILURES[assumption.outcome]);
  if (assumption.assumedRoleArn !== expectedArn(tenant))
    throw new Error('STS answered with a role that was not asked for');
  return { tenantId: tenant.id, keys: assumption.keys, expiresAtMs: assumption.expiresAtMs };
};

/**
 * Room 3. Becomes the tenant's own dispatch role.
 *
 * Keys are held until five minutes before they expire, one AssumeRole at a time for a tenant; if STS is out of reach
 * the held ones serve to their end. What is held is found by everything that the session was narrowed to, so that a new
 * runtime or endpoint takes a new session.
 *
 * @param capacity how many tenants' keys are held at most.
 */
export const createAssumeTenantRole = (roles: RoleAssumer, clock: Clock, capacity = 5_000) => {
  const lease = createLease<HeldKeys>(
    {
      freshUntilMs: (held) => held.expiresAtMs - RENEW_BEFORE_MS,
      usableUntilMs: (held) => held.expiresAtMs,
      retryAfterMs: 5_000,
      capacity,
    },
    clock,
  );
  return async (tenant: ResolvedTenant): Promise<MintedCredentials | Refusal> => {
    const { roleArn, policy } = roleRequest(genuineTenant(tenant));
    const held = await lease.get(`${roleArn} ${policy}`, () => assumeFor(roles, tenant));
    return held instanceof Refusal ? held : new MintedCredentials(held, tenant);
  };
};
