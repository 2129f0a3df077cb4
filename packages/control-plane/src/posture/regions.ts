/**
 * The regions in which every service of a silo stands: AgentCore Runtime, Memory, Gateway, Identity and Policy, and S3
 * Vectors. From AWS's table of supported regions, as read in November 2026; a region that is not listed is refused.
 */
export const SILO_REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eu-north-1',
  'ap-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
] as const;

export type SiloRegion = (typeof SILO_REGIONS)[number];

/** Can a silo stand in this region? */
export const isSiloRegion = (region: string): region is SiloRegion =>
  SILO_REGIONS.some((known) => known === region);
