import { isPresetName, PRESETS } from './presets.ts';
import type { PostureProblem } from './problem.ts';
import { DEFAULT_SETTINGS, type PostureSettings } from './settings.ts';

/** What somebody asks for: presets that agree with each other, and single settings that go before them. */
export interface PostureRequest {
  readonly presets: readonly string[];
  readonly overrides: Partial<PostureSettings>;
}

/** Settings as they were asked for, not yet checked, and what was wrong with the asking. */
export interface CombinedSettings {
  readonly settings: PostureSettings;
  readonly problems: readonly PostureProblem[];
}

/** A setting that two presets spell differently and that no override decides. */
const disagreements = (
  presets: readonly Partial<PostureSettings>[],
  overrides: Partial<PostureSettings>,
): readonly PostureProblem[] => {
  const said = presets.flatMap((preset) => Object.entries(preset));
  const spellings = Map.groupBy(said, ([setting]) => setting);
  const settings = ['memoryDays', 'logDays', 'keyDeletionDays', 'keyRotationDays', 'residence'] as const;
  return settings
    .filter((setting) => !Object.hasOwn(overrides, setting))
    .filter((setting) => new Set(spellings.get(setting)?.map(([, value]) => String(value))).size > 1)
    .map((setting) => ({ reason: 'presets disagree', setting }));
};

/** An override may choose among the regions that the presets leave, and never add one. */
const widenings = (
  allowed: readonly string[],
  { residence = [] }: Partial<PostureSettings>,
): readonly PostureProblem[] =>
  allowed === DEFAULT_SETTINGS.residence
    ? []
    : residence
        .filter((region) => !allowed.includes(region))
        .map((region) => ({ reason: 'residence widened', region, allowed }));

/** Lays presets over the defaults and overrides over both. */
export const combineSettings = ({ presets, overrides }: PostureRequest): CombinedSettings => {
  const unknown = presets
    .filter((name) => !isPresetName(name))
    .map((preset): PostureProblem => ({ reason: 'unknown preset', preset }));
  const known: readonly Partial<PostureSettings>[] = presets
    .filter(isPresetName)
    .map((name) => PRESETS[name]);
  const preset: PostureSettings = Object.assign({}, DEFAULT_SETTINGS, ...known);
  return {
    settings: { ...preset, ...overrides },
    problems: [...unknown, ...disagreements(known, overrides), ...widenings(preset.residence, overrides)],
  };
};
