import { DAY_BOUNDS, type DaySetting, LOG_RETENTION_DAYS } from './bounds.ts';
import type { PostureProblem } from './problem.ts';
import { isSiloRegion } from './regions.ts';
import type { Network, PostureSettings } from './settings.ts';

/** `provider.model`, e.g. `amazon.nova-lite-v1:0`. */
const MODEL = /^[a-z0-9]+\.[a-z0-9][a-z0-9.-]*(:[0-9]+)*$/;
/** Bedrock's cross-region inference profiles are a model's id behind the name of a geography. */
const PROFILE = /^(us|us-gov|eu|apac|jp|au|ca|global)\./;
/** BCP 47, as far as carriers speak it: a language, then perhaps a script, then perhaps a region. */
const LANGUAGE = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/;

const checkDays = (settings: PostureSettings, setting: DaySetting): readonly PostureProblem[] => {
  const days = settings[setting];
  const { least, most } = DAY_BOUNDS[setting];
  const fits = Number.isInteger(days) && days >= least && days <= most;
  return fits ? [] : [{ reason: 'days out of bounds', setting, days, least, most }];
};

const checkModel = (model: string): readonly PostureProblem[] => {
  if (PROFILE.test(model)) return [{ reason: 'model leaves the region', model }];
  return MODEL.test(model) ? [] : [{ reason: 'no model id', model }];
};

const checkNetwork = (network: Network): readonly PostureProblem[] => {
  if (network.mode === 'public') return [];
  const missing = (
    what: 'subnets' | 'security groups',
    list: readonly string[],
  ): readonly PostureProblem[] =>
    list.length === 0 ? [{ reason: 'network without a place', missing: what }] : [];
  return [...missing('subnets', network.subnets), ...missing('security groups', network.securityGroups)];
};

const checkResidence = (residence: readonly string[]): readonly PostureProblem[] =>
  residence.length === 0
    ? [{ reason: 'nowhere to reside' }]
    : residence
        .filter((region) => !isSiloRegion(region))
        .map((region) => ({ reason: 'region without AgentCore', region }));

/** Everything that AWS, or the promise of residence, would not bear; nothing if the settings can be had somewhere. */
export const checkSettings = (settings: PostureSettings): readonly PostureProblem[] => [
  ...checkResidence(settings.residence),
  ...checkDays(settings, 'memoryDays'),
  ...checkDays(settings, 'keyDeletionDays'),
  ...checkDays(settings, 'keyRotationDays'),
  ...(LOG_RETENTION_DAYS.includes(settings.logDays)
    ? []
    : [{ reason: 'log retention not offered' as const, days: settings.logDays }]),
  ...checkModel(settings.model),
  ...checkNetwork(settings.network),
  ...(LANGUAGE.test(settings.language)
    ? []
    : [{ reason: 'no language tag' as const, language: settings.language }]),
];
