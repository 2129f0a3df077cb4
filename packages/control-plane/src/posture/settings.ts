import { SILO_REGIONS } from './regions.ts';

/** How the agent of a tenant reaches the network. */
export type Network =
  | { readonly mode: 'public' }
  | { readonly mode: 'vpc'; readonly subnets: readonly string[]; readonly securityGroups: readonly string[] };

/** Everything about a tenant's silo that a business decides. Each setting ends up in the silo's template or nowhere. */
export interface PostureSettings {
  /** The regions in which the tenant's data may stand. */
  readonly residence: readonly string[];
  /** How long a conversation is remembered, in days. */
  readonly memoryDays: number;
  /** How long a line of log is kept, in days. */
  readonly logDays: number;
  /** How long the key waits between a deletion and its destruction, in days: until then erasure is pending. */
  readonly keyDeletionDays: number;
  /** After how many days the key gets new material. */
  readonly keyRotationDays: number;
  /** A Bedrock foundation model of the tenant's own region. */
  readonly model: string;
  readonly network: Network;
  /** BCP 47: what the voice hears and speaks. */
  readonly language: string;
}

/** What a tenant gets who asks for nothing. */
export const DEFAULT_SETTINGS: PostureSettings = {
  residence: SILO_REGIONS,
  memoryDays: 90,
  logDays: 90,
  keyDeletionDays: 7,
  keyRotationDays: 365,
  model: 'anthropic.claude-3-haiku-20240307-v1:0',
  network: { mode: 'public' },
  language: 'en-US',
};
