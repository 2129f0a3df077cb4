import {
  explainPostureProblem,
  type PostureProblem,
  type PostureRequest,
  settlePosture,
} from '@privateline/control-plane';
import type { Cell } from '@privateline/tenancy';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const cellIn = (region: string): Cell => ({ partition: 'aws', accountId: '111111111111', region });

const settle = (request: Partial<PostureRequest>, region = 'eu-central-1') =>
  settlePosture({ presets: [], overrides: {}, ...request }, cellIn(region));

const settingsOf = (request: Partial<PostureRequest>, region?: string) => {
  const settled = settle(request, region);
  if (settled.outcome === 'impossible')
    throw new Error(settled.problems.map(explainPostureProblem).join(' '));
  return settled.posture.settings;
};

describe('presets', () => {
  test('healthcare forgets after thirty days, and so do its logs', () => {
    expect(settingsOf({ presets: ['healthcare'] })).toMatchObject({ memoryDays: 30, logDays: 30 });
  });

  test('retail remembers for a year', () => {
    expect(settingsOf({ presets: ['retail'] })).toMatchObject({ memoryDays: 365, logDays: 365 });
  });

  test.each(['eu-central-1', 'eu-west-1'])('eu stands in %s', (region) => {
    expect(settle({ presets: ['eu'] }, region).outcome).toBe('settled');
  });

  test.each(['us-east-1', 'eu-west-2', 'eu-north-1'])('eu does not stand in %s', (region) => {
    expect(settle({ presets: ['eu'] }, region)).toEqual({
      outcome: 'impossible',
      problems: [{ reason: 'residence against cell', region, residence: ['eu-central-1', 'eu-west-1'] }],
    });
  });

  test('several are taken together', () => {
    expect(settingsOf({ presets: ['healthcare', 'eu'] })).toMatchObject({
      memoryDays: 30,
      residence: ['eu-central-1', 'eu-west-1'],
    });
  });

  test('an override goes before a preset and leaves the rest of it', () => {
    expect(settingsOf({ presets: ['healthcare'], overrides: { memoryDays: 7 } })).toMatchObject({
      memoryDays: 7,
      logDays: 30,
    });
  });

  test('an override settles what presets disagree about', () => {
    const overrides = { memoryDays: 60, logDays: 60 };
    expect(settingsOf({ presets: ['healthcare', 'retail'], overrides })).toMatchObject(overrides);
  });

  test('a residence is narrowed by an override', () => {
    expect(
      settingsOf({ presets: ['eu'], overrides: { residence: ['eu-west-1'] } }, 'eu-west-1').residence,
    ).toEqual(['eu-west-1']);
  });

  test('a settled posture holds the cell that it was settled in', () => {
    const settled = settle({}, 'us-west-2');
    expect(settled.outcome === 'settled' && settled.posture.cell).toEqual(cellIn('us-west-2'));
  });
});

describe('what is impossible is refused, with its reason', () => {
  const subnets = ['subnet-1'];
  test.each<[string, Partial<PostureRequest>, PostureProblem]>([
    ['an unknown preset', { presets: ['bank'] }, { reason: 'unknown preset', preset: 'bank' }],
    [
      'a name that every object has',
      { presets: ['toString'] },
      { reason: 'unknown preset', preset: 'toString' },
    ],
    [
      'presets that disagree',
      { presets: ['healthcare', 'retail'], overrides: { logDays: 30 } },
      { reason: 'presets disagree', setting: 'memoryDays' },
    ],
    [
      'memory kept for too short',
      { overrides: { memoryDays: 6 } },
      { reason: 'days out of bounds', setting: 'memoryDays', days: 6, least: 7, most: 365 },
    ],
    [
      'memory kept for too long',
      { overrides: { memoryDays: 366 } },
      { reason: 'days out of bounds', setting: 'memoryDays', days: 366, least: 7, most: 365 },
    ],
    [
      'half a day',
      { overrides: { memoryDays: 30.5 } },
      { reason: 'days out of bounds', setting: 'memoryDays', days: 30.5, least: 7, most: 365 },
    ],
    [
      'a key that is destroyed at once',
      { overrides: { keyDeletionDays: 0 } },
      { reason: 'days out of bounds', setting: 'keyDeletionDays', days: 0, least: 7, most: 30 },
    ],
    [
      'a key that rotates daily',
      { overrides: { keyRotationDays: 1 } },
      { reason: 'days out of bounds', setting: 'keyRotationDays', days: 1, least: 90, most: 2_560 },
    ],
    [
      'logs kept for days that are not offered',
      { overrides: { logDays: 45 } },
      { reason: 'log retention not offered', days: 45 },
    ],
    [
      'a region without AgentCore',
      { overrides: { residence: ['eu-central-1', 'af-south-1'] } },
      { reason: 'region without AgentCore', region: 'af-south-1' },
    ],
    [
      'a residence that leaves what the preset allows',
      { presets: ['eu'], overrides: { residence: ['eu-central-1', 'us-east-1'] } },
      { reason: 'residence widened', region: 'us-east-1', allowed: ['eu-central-1', 'eu-west-1'] },
    ],
    [
      'a model that answers from another region',
      { overrides: { model: 'eu.amazon.nova-lite-v1:0' } },
      { reason: 'model leaves the region', model: 'eu.amazon.nova-lite-v1:0' },
    ],
    ['what is no model', { overrides: { model: 'gpt' } }, { reason: 'no model id', model: 'gpt' }],
    [
      'what is no language',
      { overrides: { language: 'English' } },
      { reason: 'no language tag', language: 'English' },
    ],
    [
      'a network without security groups',
      { overrides: { network: { mode: 'vpc', subnets, securityGroups: [] } } },
      { reason: 'network without a place', missing: 'security groups' },
    ],
    [
      'a network without subnets',
      { overrides: { network: { mode: 'vpc', subnets: [], securityGroups: ['sg-1'] } } },
      { reason: 'network without a place', missing: 'subnets' },
    ],
  ])('%s', (_, request, problem) => {
    expect(settle(request)).toEqual({ outcome: 'impossible', problems: [problem] });
  });

  test('nowhere to reside', () => {
    expect(settle({ overrides: { residence: [] } })).toEqual({
      outcome: 'impossible',
      problems: [
        { reason: 'nowhere to reside' },
        { reason: 'residence against cell', region: 'eu-central-1', residence: [] },
      ],
    });
  });

  test('a cell in a region without AgentCore is no residence of anybody', () => {
    expect(settle({}, 'af-south-1').outcome).toBe('impossible');
  });

  test('everything that is wrong is said at once, each in a sentence of its own', () => {
    const settled = settle({ presets: ['bank'], overrides: { memoryDays: 1, logDays: 2, language: '' } });
    if (settled.outcome === 'settled') throw new Error('an impossible posture was settled');
    expect(settled.problems.map(({ reason }) => reason)).toEqual([
      'unknown preset',
      'days out of bounds',
      'log retention not offered',
      'no language tag',
    ]);
    const sentences = settled.problems.map(explainPostureProblem);
    expect(new Set(sentences).size).toBe(4);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});

test('whatever is asked for, a settled posture keeps its promises', () => {
  const request = fc.record({
    presets: fc.subarray(['healthcare', 'retail', 'eu']),
    overrides: fc.record(
      {
        memoryDays: fc.integer({ min: 0, max: 400 }),
        logDays: fc.constantFrom(30, 31, 365),
        residence: fc.subarray(['eu-central-1', 'eu-west-1', 'us-east-1', 'af-south-1']),
      },
      { requiredKeys: [] },
    ),
  });
  const region = fc.constantFrom('eu-central-1', 'eu-west-1', 'us-east-1', 'af-south-1');
  fc.assert(
    fc.property(request, region, (asked, where) => {
      const settled = settlePosture(asked, cellIn(where));
      if (settled.outcome === 'impossible') return;
      const { residence, memoryDays } = settled.posture.settings;
      expect(residence).toContain(where);
      expect(where).not.toBe('af-south-1');
      expect(memoryDays).toBeGreaterThanOrEqual(7);
      expect(memoryDays).toBeLessThanOrEqual(365);
      if (asked.presets.includes('eu')) expect(['eu-central-1', 'eu-west-1']).toContain(where);
    }),
  );
});
