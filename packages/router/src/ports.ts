import type { DirectoryKey, StoredItem } from '@privateline/tenancy';
import type { SessionId } from './session.ts';
import type { TenantRuntime } from './tenant-runtime.ts';
import type { Route } from './walk.ts';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Clock = () => number;

/** The directory table: one key in, at most one item out. Rejects when the table cannot be reached. */
export interface Directory {
  get(key: DirectoryKey): Promise<StoredItem | undefined>;
}

/** An issuer's published keys (RFC 7517), unread. Rejects when they cannot be fetched. */
export interface KeySets {
  fetch(url: string): Promise<unknown>;
}

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

/** One call of one tenant's agent: whose runtime it is stands in the type, and nowhere else. */
export interface AgentInvocation {
  readonly runtime: TenantRuntime;
  readonly sessionId: SessionId;
  readonly payload: Uint8Array;
  readonly signal: AbortSignal;
}

export type InvocationFailure =
  | 'throttled'
  | 'quota exceeded'
  | 'denied'
  | 'not found'
  | 'conflict'
  | 'agent failed'
  | 'timed out'
  | 'unavailable';

export type InvocationOutcome =
  | { readonly outcome: 'streaming'; readonly contentType: string; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly outcome: 'failed'; readonly failure: InvocationFailure };

/** Amazon Bedrock AgentCore's data plane. Rejects only for what is a bug of ours, such as an invalid request. */
export interface AgentRuntimes {
  invoke(invocation: AgentInvocation): Promise<InvocationOutcome>;
}

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
