import { genuineCredentials, type TenantCredentials } from './assume-tenant-role.ts';

/** Minted here alone: one tenant's agent runtime, reachable with that tenant's credentials only. */
class MintedRuntime {
  readonly #credentials: TenantCredentials;

  constructor(credentials: TenantCredentials) {
    this.#credentials = credentials;
  }

  get credentials(): TenantCredentials {
    return this.#credentials;
  }

  get arn(): string {
    return this.#credentials.tenant.line.runtimeArn;
  }

  /** The runtime endpoint that answers, sent as AgentCore's `qualifier`. */
  get endpoint(): string {
    return this.#credentials.tenant.line.endpoint;
  }

  get region(): string {
    return this.#credentials.tenant.line.cell.region;
  }

  /** @throws TypeError for anything that was not minted here, whatever its type says. */
  static genuine(runtime: MintedRuntime): MintedRuntime {
    if (!(#credentials in runtime)) throw new TypeError('a runtime is opened by openRuntime alone');
    return runtime;
  }
}

export type { MintedRuntime as TenantRuntime };
export const genuineRuntime = MintedRuntime.genuine;

/** Room 4. The runtime comes from the credentials' own tenant: there is no second argument that could disagree. */
export const openRuntime = (credentials: TenantCredentials): MintedRuntime =>
  new MintedRuntime(genuineCredentials(credentials));
