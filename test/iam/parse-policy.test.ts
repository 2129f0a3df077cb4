import { type PolicyKind, parsePolicy } from '@privateline/iam';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });

const problemOf = (document: unknown, kind: PolicyKind = 'identity'): string => {
  const reading = parsePolicy(document, kind);
  return reading.ok ? 'none' : reading.problem;
};

describe('a policy is read', () => {
  test('with one value or a list of them, as text or as an object', () => {
    const listed = policy({ ...statement, Action: ['s3:GetObject'], Resource: ['*'] });
    const single = { Version: '2012-10-17', Statement: statement };
    expect(parsePolicy(JSON.stringify(listed), 'identity')).toEqual(parsePolicy(single, 'identity'));
  });

  test('with every kind of principal', () => {
    const principals = [
      '*',
      { AWS: ['*', '111111111111', 'arn:aws:iam::111111111111:root', 'arn:aws:iam::111111111111:role/a'] },
      { Service: 'lambda.amazonaws.com' },
    ];
    for (const Principal of principals)
      expect(problemOf(policy({ ...statement, Principal }), 'resource')).toBe('none');
  });
});

describe('what is not known is refused and named', () => {
  test.each<[string, unknown, RegExp]>([
    [
      'an operator',
      policy({ ...statement, Condition: { IpAddress: { 'aws:SourceIp': '::1' } } }),
      /IpAddress/,
    ],
    ['a misspelt operator', policy({ ...statement, Condition: { StringEqual: { a: 'b' } } }), /StringEqual /],
    [
      'an operator of BinaryEquals',
      policy({ ...statement, Condition: { BinaryEquals: { a: 'b' } } }),
      /BinaryEquals/,
    ],
    [
      'Null with IfExists',
      policy({ ...statement, Condition: { NullIfExists: { a: 'true' } } }),
      /NullIfExists/,
    ],
    ['an element of a statement', policy({ ...statement, Conditions: {} }), /Conditions/],
    ['an element of the policy', { ...policy(statement), Extra: 1 }, /Extra/],
    ['an old version', { Version: '2008-10-17', Statement: [statement] }, /2012-10-17/],
    ['no version', { Statement: [statement] }, /2012-10-17/],
    ['an effect', policy({ ...statement, Effect: 'allow' }), /Effect/],
    ['both Action and NotAction', policy({ ...statement, NotAction: '*' }), /NotAction/],
    ['both Resource and NotResource', policy({ ...statement, NotResource: '*' }), /NotResource/],
    ['no action', policy({ Effect: 'Allow', Resource: '*' }), /no Action/],
    ['an empty list', policy({ ...statement, Action: [] }), /Action is empty/],
    ['an action without a service', policy({ ...statement, Action: 'GetObject' }), /Action/],
    ['a resource that is no ARN', policy({ ...statement, Resource: 'bucket' }), /Resource/],
    ['a condition that is a list', policy({ ...statement, Condition: [] }), /Condition/],
    ['text that is not JSON', '{', /not JSON/],
    ['a list', [], /not an object/],
  ])('%s', (_, document, expected) => expect(problemOf(document)).toMatch(expected));

  test.each<[string, object, PolicyKind]>([
    ['a principal in an identity policy', { ...statement, Principal: '*' }, 'identity'],
    ['no principal in a resource policy', statement, 'resource'],
    ['a resource in a trust policy', { ...statement, Principal: '*' }, 'trust'],
    [
      'a principal with a wildcard inside',
      { ...statement, Principal: { AWS: 'arn:aws:iam::111111111111:role/*' } },
      'resource',
    ],
    ['a principal of another kind', { ...statement, Principal: { Federated: 'a' } }, 'resource'],
  ])('%s', (_, each, kind) => expect(problemOf(policy(each), kind)).not.toBe('none'));
});

test('whatever comes in, a policy or a problem comes out', () => {
  const readable = fc.property(fc.anything(), (document) => {
    expect(typeof parsePolicy(document, 'identity').ok).toBe('boolean');
  });
  fc.assert(readable, { numRuns: 2_000 });
});
