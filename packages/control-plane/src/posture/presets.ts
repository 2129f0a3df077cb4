import type { PostureSettings } from './settings.ts';

/**
 * Named postures. A preset says only what it is about, so several can be asked for together; where two of them say
 * different things of one setting, neither wins.
 */
export const PRESETS = {
  healthcare: { memoryDays: 30, logDays: 30 },
  retail: { memoryDays: 365, logDays: 365 },
  eu: { residence: ['eu-central-1', 'eu-west-1'] },
} as const satisfies Record<string, Partial<PostureSettings>>;

export type PresetName = keyof typeof PRESETS;

/** Is there a preset of this name? */
export const isPresetName = (name: string): name is PresetName => Object.hasOwn(PRESETS, name);
