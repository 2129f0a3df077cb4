import { OTHER, OWN, TENANT_TAG, variable } from './calls.ts';
import type { Random } from './random.ts';

/** What a negated element does with a variable that has no value is nowhere written down: it is not asked. */
export const withoutVariables = (values: readonly string[]): string[] => {
  const plain = values.filter((value) => !value.includes('$'));
  return plain.length > 0 ? plain : ['arn:aws:s3:::nothing'];
};

/** Keys of every request, with values that policies are likely to compare with. */
const KEYS: Readonly<
  Record<
    string,
    {
      readonly type: 'String' | 'Arn' | 'Date' | 'Numeric' | 'Bool';
      readonly values: readonly [string, ...string[]];
    }
  >
> = {
  'aws:PrincipalTag/TenantId': { type: 'String', values: ['t1', 't2', 'T1', 't*'] },
  'aws:PrincipalTag/Team': { type: 'String', values: ['blue', 'Blue', 'red'] },
  'aws:RequestedRegion': { type: 'String', values: ['us-east-1', 'eu-west-1'] },
  'aws:SourceAccount': { type: 'String', values: [OWN, OTHER] },
  'aws:SourceArn': {
    type: 'Arn',
    values: [
      `arn:aws:sns:us-east-1:${OWN}:calls`,
      `arn:aws:sns:eu-west-1:${OWN}:calls`,
      `arn:aws:sqs:us-east-1:${OTHER}:calls-2`,
    ],
  },
  'aws:CurrentTime': {
    type: 'Date',
    values: ['2026-01-01T00:00:00Z', '2026-06-01T12:30:00Z', '2027-01-01T00:00:00Z'],
  },
  'aws:TokenIssueTime': { type: 'Date', values: ['2026-01-01T00:00:00Z', '2026-06-01T12:30:00Z'] },
  'aws:MultiFactorAuthAge': { type: 'Numeric', values: ['0', '10', '300', '3600'] },
  'aws:SecureTransport': { type: 'Bool', values: ['true', 'false'] },
  'aws:ViaAWSService': { type: 'Bool', values: ['true', 'false'] },
};

const OPERATORS = {
  String: [
    'StringEquals',
    'StringNotEquals',
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
    'StringLike',
    'StringNotLike',
  ],
  Arn: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike', 'StringLike'],
  Date: [
    'DateEquals',
    'DateNotEquals',
    'DateLessThan',
    'DateLessThanEquals',
    'DateGreaterThan',
    'DateGreaterThanEquals',
  ],
  Numeric: [
    'NumericEquals',
    'NumericNotEquals',
    'NumericLessThan',
    'NumericLessThanEquals',
    'NumericGreaterThan',
    'NumericGreaterThanEquals',
  ],
  Bool: ['Bool'],
} as const;

const LIKE: Readonly<Record<string, readonly [string, ...string[]]>> = {
  String: [
    't?',
    't*',
    '*',
    'us-*',
    TENANT_TAG,
    '*lue',
    variable("aws:PrincipalTag/Team, 'red'"),
    variable('*'),
  ],
  Arn: [
    `arn:aws:sns:*:${OWN}:*`,
    'arn:aws:*:*:*:calls*',
    `arn:aws:s?s:us-east-1:${OTHER}:calls-?`,
    `arn:aws:sns:us-east-1:${OWN}:calls`,
  ],
};

export const drawContext = (random: Random): Record<string, string> =>
  Object.fromEntries(
    Object.entries(KEYS)
      .filter(() => random.chance(0.75))
      .map(([key, { values }]) => [key, random.pick(values)]),
  );

export const drawCondition = (random: Random): object => {
  const names = Object.keys(KEYS);
  const key = names[Math.floor(random.next() * names.length)] ?? '';
  const { type, values } = KEYS[key] ?? { type: 'String', values: ['t1'] };
  if (random.chance(0.12)) return { Null: { [key]: random.pick(['true', 'false']) } };
  const operator = random.pick(OPERATORS[type]);
  const wild = /Like|Arn/.test(operator) ? LIKE[type] : undefined;
  const drawn = wild === undefined || random.chance(0.3) ? random.some(values) : random.some(wild);
  const expected = operator.includes('Not') ? withoutVariables(drawn) : drawn;
  const suffix = random.chance(0.25) ? 'IfExists' : '';
  const spelled = random.chance(0.2) ? key.toUpperCase() : key;
  return {
    [operator + suffix]: { [spelled]: expected.length === 1 && random.chance(0.5) ? expected[0] : expected },
  };
};

/** Keys of several values, with the two quantifiers. */
export const drawSetCondition = (random: Random): object => {
  const quantifier = random.pick(['ForAllValues', 'ForAnyValue']);
  const operator = random.pick([
    'StringEquals',
    'StringLike',
    'StringNotEquals',
    'StringNotLike',
    'StringEqualsIgnoreCase',
  ]);
  return {
    [`${quantifier}:${operator}`]: { 'aws:TagKeys': random.some(['TenantId', 'State', 'T*', 'cost']) },
  };
};
