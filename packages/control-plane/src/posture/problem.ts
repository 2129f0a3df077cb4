import type { DaySetting } from './bounds.ts';
import type { PostureSettings } from './settings.ts';

/** Why a posture cannot be had: each says what was asked for and what would do. */
export type PostureProblem =
  | { readonly reason: 'unknown preset'; readonly preset: string }
  | { readonly reason: 'presets disagree'; readonly setting: keyof PostureSettings }
  | {
      readonly reason: 'days out of bounds';
      readonly setting: DaySetting;
      readonly days: number;
      readonly least: number;
      readonly most: number;
    }
  | { readonly reason: 'log retention not offered'; readonly days: number }
  | { readonly reason: 'region without AgentCore'; readonly region: string }
  | { readonly reason: 'nowhere to reside' }
  | {
      readonly reason: 'residence widened';
      readonly region: string;
      readonly allowed: readonly string[];
    }
  | {
      readonly reason: 'residence against cell';
      readonly region: string;
      readonly residence: readonly string[];
    }
  | { readonly reason: 'model leaves the region'; readonly model: string }
  | { readonly reason: 'no model id'; readonly model: string }
  | { readonly reason: 'no language tag'; readonly language: string }
  | { readonly reason: 'network without a place'; readonly missing: 'subnets' | 'security groups' };

const SETTING_NAMES: Readonly<Record<DaySetting, string>> = {
  memoryDays: 'memory is kept',
  keyDeletionDays: 'a deleted key waits',
  keyRotationDays: 'a key is used before it rotates',
};

/** One sentence that says to a person what was asked for in vain, and what could be had. */
export const explainPostureProblem = (problem: PostureProblem): string => {
  switch (problem.reason) {
    case 'unknown preset':
      return `There is no preset named "${problem.preset}".`;
    case 'presets disagree':
      return `The presets disagree about ${problem.setting}: ask for one of them, or override it.`;
    case 'days out of bounds':
      return `The days for which ${SETTING_NAMES[problem.setting]} are ${problem.least} to ${problem.most}, not ${problem.days}.`;
    case 'log retention not offered':
      return `CloudWatch Logs does not keep a log for ${problem.days} days.`;
    case 'region without AgentCore':
      return `No silo can stand in ${problem.region}: a service that it needs is not there.`;
    case 'nowhere to reside':
      return 'The regions that were asked for leave none to reside in.';
    case 'residence widened':
      return `The region ${problem.region} is outside of ${problem.allowed.join(' and ')}: a residence can be narrowed but not widened.`;
    case 'residence against cell':
      return `The cell is in ${problem.region}, and the tenant's data may stand in ${problem.residence.join(' or ')} only.`;
    case 'model leaves the region':
      return `The model "${problem.model}" is a cross-region inference profile: the words of a call would leave the region.`;
    case 'no model id':
      return `The model "${problem.model}" is not spelled as a Bedrock foundation model.`;
    case 'no language tag':
      return `The language "${problem.language}" is not a tag such as en-US.`;
    case 'network without a place':
      return `A network of the tenant's own needs ${problem.missing}.`;
  }
};
