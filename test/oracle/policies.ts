import { type Call, OTHER, OWN, ROLE, SESSION, USER } from './calls.ts';
import { drawCondition, withoutVariables } from './conditions.ts';
import type { Random } from './random.ts';
import type { Document } from './vector.ts';

export const document = (...Statement: readonly object[]): Document => ({ Version: '2012-10-17', Statement });

const drawActions = (random: Random, { actions, wild }: Call): object => {
  const list = random.chance(0.5) ? random.some(wild) : random.some(actions);
  return { [random.chance(0.12) ? 'NotAction' : 'Action']: list };
};

const drawResources = (random: Random, { resources, patterns }: Call): object => {
  const list = random.chance(0.7) ? random.some(patterns) : random.some(resources);
  return random.chance(0.12) ? { NotResource: withoutVariables(list) } : { Resource: list };
};

export const drawStatement = (random: Random, call: Call, denying: number, conditions: object): object => ({
  Effect: random.chance(denying) ? 'Deny' : 'Allow',
  ...drawActions(random, call),
  ...drawResources(random, call),
  ...conditions,
});

export const drawPolicy = (
  random: Random,
  call: Call,
  denying = 0.2,
  condition: ((random: Random) => object) | null = null,
): Document =>
  document(
    ...Array.from({ length: 1 + Math.floor(random.next() * 3) }, () =>
      drawStatement(
        random,
        call,
        denying,
        condition !== null && random.chance(0.7) ? { Condition: condition(random) } : {},
      ),
    ),
  );

/** A policy that allows much, so that what is tested beside it decides. */
export const generous = document({ Effect: 'Allow', Action: '*', Resource: '*' });

export const PRINCIPALS: readonly [unknown, ...unknown[]] = [
  '*',
  { AWS: '*' },
  { AWS: OWN },
  { AWS: `arn:aws:iam::${OWN}:root` },
  { AWS: ROLE },
  { AWS: SESSION },
  { AWS: USER },
  { AWS: OTHER },
  { AWS: [`arn:aws:iam::${OTHER}:role/agent`, ROLE] },
  { Service: 'lambda.amazonaws.com' },
];

export const drawResourcePolicy = (random: Random, call: Call): Document =>
  document(
    ...Array.from({ length: 1 + Math.floor(random.next() * 2) }, () => ({
      Effect: random.chance(0.2) ? 'Deny' : 'Allow',
      Principal: random.pick(PRINCIPALS),
      Action: random.chance(0.6) ? '*' : random.some(call.actions),
      Resource: random.chance(0.6) ? '*' : random.some(call.resources),
      ...(random.chance(0.3) ? { Condition: drawCondition(random) } : {}),
    })),
  );
