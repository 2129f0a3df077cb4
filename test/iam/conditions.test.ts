import { authorize, parsePolicy } from '@privateline/iam';
import { describe, expect, test } from 'vitest';

/** Does a statement with this condition allow a request with this context? */
const passes = (condition: object, context: Readonly<Record<string, readonly string[]>>): boolean => {
  const statement = { Effect: 'Allow', Action: '*', Resource: '*', Condition: condition };
  const reading = parsePolicy({ Version: '2012-10-17', Statement: statement }, 'identity');
  if (!reading.ok) throw new Error(reading.problem);
  const request = {
    principal: {
      kind: 'user' as const,
      accountId: '111111111111',
      arn: 'arn:aws:iam::111111111111:user/ada',
    },
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::one/a',
    resourceAccountId: '111111111111',
    context: new Map(Object.entries(context)),
  };
  const policies = { identity: [reading.value], boundary: null, session: null, resource: null };
  return authorize(request, policies).outcome === 'allowed';
};

const KEY = 'aws:requesttag/tenantid';

describe('one value against one', () => {
  test.each<[string, string, string, boolean]>([
    ['StringEquals', 't1', 't1', true],
    ['StringEquals', 't1', 'T1', false],
    ['StringEquals', 't*', 't1', false],
    ['StringNotEquals', 't1', 't2', true],
    ['StringEqualsIgnoreCase', 't1', 'T1', true],
    ['StringNotEqualsIgnoreCase', 't1', 'T1', false],
    ['StringLike', 't?', 't1', true],
    ['StringLike', 't?', 't12', false],
    ['StringNotLike', 't*', 'x', true],
    ['ArnLike', 'arn:aws:s3:::*', 'arn:aws:s3:::one/a', true],
    ['ArnLike', 'arn:aws:*', 'arn:aws:s3:::one/a', false],
    ['ArnEquals', 'arn:aws:s?:::one', 'arn:aws:s3:::one', true],
    ['ArnNotLike', 'arn:aws:s3:::o*', 'arn:aws:s3:::two', true],
    ['NumericLessThan', '10', '9', true],
    ['NumericLessThan', '10', '10', false],
    ['NumericGreaterThanEquals', '10', '10.0', true],
    ['NumericEquals', '10', 'ten', false],
    ['DateLessThan', '2026-01-01T00:00:00Z', '2025-12-31T23:59:59Z', true],
    ['DateGreaterThan', '2026-01-01T00:00:00Z', '1767225601', true],
    ['DateEquals', '2026-01-01T00:00:00Z', 'yesterday', false],
    ['Bool', 'true', 'TRUE', true],
    ['Bool', 'true', 'false', false],
  ])('%s %j of %j is %j', (operator, expected, actual, passed) => {
    expect(passes({ [operator]: { 'aws:RequestTag/TenantId': expected } }, { [KEY]: [actual] })).toBe(passed);
  });
});

describe('a key that is missing', () => {
  test.each<[string, boolean]>([
    ['StringEquals', false],
    ['StringNotEquals', true],
    ['StringEqualsIfExists', true],
    ['ForAllValues:StringEquals', true],
    ['ForAnyValue:StringEquals', false],
    ['ForAnyValue:StringNotEquals', false],
    ['Bool', false],
    ['NumericLessThan', false],
  ])('%s: %j', (operator, passed) => expect(passes({ [operator]: { [KEY]: '1' } }, {})).toBe(passed));

  test('is what Null asks for', () => {
    expect(passes({ Null: { [KEY]: 'true' } }, {})).toBe(true);
    expect(passes({ Null: { [KEY]: 'true' } }, { [KEY]: ['t1'] })).toBe(false);
    expect(passes({ Null: { [KEY]: 'false' } }, { [KEY]: ['t1'] })).toBe(true);
  });
});

describe('a variable in a condition', () => {
  const tag = { 'aws:principaltag/tenantid': ['t1'] };
  const variable = `$\{aws:PrincipalTag/TenantId}`;

  test('is the value of its key', () => {
    expect(passes({ StringEquals: { [KEY]: variable } }, { ...tag, [KEY]: ['t1'] })).toBe(true);
    expect(passes({ StringEquals: { [KEY]: variable } }, { ...tag, [KEY]: ['t2'] })).toBe(false);
  });

  test('matches nothing when its key is missing, and takes a default', () => {
    expect(passes({ StringLike: { [KEY]: `${variable}*` } }, { [KEY]: ['t1'] })).toBe(false);
    const withDefault = `$\{aws:PrincipalTag/TenantId, 't9'}`;
    expect(passes({ StringEquals: { [KEY]: withDefault } }, { [KEY]: ['t9'] })).toBe(true);
  });

  test('is text: a star in a tag’s value is not wild', () => {
    const star = { 'aws:principaltag/tenantid': ['*'] };
    expect(passes({ StringLike: { [KEY]: variable } }, { ...star, [KEY]: ['t2'] })).toBe(false);
  });
});

test('several keys and several operators must all pass, several values of one need only one', () => {
  const condition = {
    StringEquals: { [KEY]: ['t1', 't2'], 'aws:requestedregion': 'us-east-1' },
    Null: { 'aws:sourceip': 'true' },
  };
  expect(passes(condition, { [KEY]: ['t2'], 'aws:requestedregion': ['us-east-1'] })).toBe(true);
  expect(passes(condition, { [KEY]: ['t2'], 'aws:requestedregion': ['eu-west-1'] })).toBe(false);
  expect(
    passes(condition, { [KEY]: ['t2'], 'aws:requestedregion': ['us-east-1'], 'aws:sourceip': ['::1'] }),
  ).toBe(false);
});
