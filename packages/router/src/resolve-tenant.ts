import {
  CorruptItem,
  isServing,
  type Line,
  readClaimedCaller,
  readTenant,
  type ServingTenant,
  type SilentStatus,
  type TenantId,
  tenantKey,
} from '@privateline/tenancy';
import { type Caller, genuineCaller } from './identify.ts';
import type { LeasedDirectory } from './leased-directory.ts';
import { Refusal, type RefusalCode, refuse } from './refusal.ts';

/** Minted here alone: to hold one is to know that the directory gave this tenant for this proven caller. */
class MintedTenant {
  readonly #serving: ServingTenant;
  readonly caller: Caller;

  constructor(serving: ServingTenant, caller: Caller) {
    this.#serving = serving;
    this.caller = caller;
  }

  get id(): TenantId {
    return this.#serving.id;
  }

  get line(): Line {
    return this.#serving.line;
  }

  /** @throws TypeError for anything that was not minted here, whatever its type says. */
  static genuine(tenant: MintedTenant): MintedTenant {
    if (!(#serving in tenant)) throw new TypeError('a tenant is minted by resolveTenant alone');
    return tenant;
  }
}

export type { MintedTenant as ResolvedTenant };
export const genuineTenant = MintedTenant.genuine;

/** What a caller hears of a tenant that does not serve: a tenant that is gone or cut off is as if it had never been. */
const SILENCE = {
  requested: 'tenant_not_ready',
  provisioning: 'tenant_not_ready',
  paused: 'tenant_paused',
  revoked: 'caller_unknown',
  deleting: 'caller_unknown',
  deleted: 'caller_unknown',
  failed: 'caller_unknown',
} as const satisfies Record<SilentStatus, RefusalCode>;

/**
 * Room 2. Two look-ups, caller → tenant id → tenant, and nothing else.
 *
 * @throws CorruptItem if the directory contradicts itself: that is a fault of ours, and nobody is served by it.
 */
export const createResolveTenant =
  (directory: LeasedDirectory) =>
  async (caller: Caller): Promise<MintedTenant | Refusal> => {
    const claim = await directory.get(genuineCaller(caller).key);
    if (claim instanceof Refusal) return claim;
    if (claim === undefined) return refuse('caller_unknown');
    const id = readClaimedCaller(claim);
    const record = await directory.get(tenantKey(id));
    if (record instanceof Refusal) return record;
    if (record === undefined) return refuse('caller_unknown');
    const tenant = readTenant(record);
    if (tenant.id !== id) throw new CorruptItem('a tenant record stands under the key of another');
    return isServing(tenant) ? new MintedTenant(tenant, caller) : refuse(SILENCE[tenant.status]);
  };
