import {
  type ApplicablePolicies,
  type AuthorizationRequest,
  authorize,
  type Policy,
  type Statement,
} from '@privateline/iam';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** What must hold of every policy and every request, whatever they are. */

const ACTIONS = ['dynamodb:GetItem', 'dynamodb:PutItem', 's3:GetObject'];
const RESOURCES = ['arn:aws:s3:::one/a', 'arn:aws:s3:::two/a', 'arn:aws:s3:::one-more/a'];

const clause = (patterns: readonly string[]) =>
  fc.record({
    negated: fc.boolean(),
    patterns: fc.array(fc.constantFrom(...patterns), { minLength: 1, maxLength: 3 }),
  });

const statement = (effect?: Statement['effect']): fc.Arbitrary<Statement> =>
  fc.record({
    sid: fc.constant(null),
    effect: effect === undefined ? fc.constantFrom('Allow' as const, 'Deny' as const) : fc.constant(effect),
    principals: fc.constant(null),
    actions: clause([...ACTIONS, '*', 's3:*', 'dynamodb:?etItem']),
    resources: clause([...RESOURCES, '*', 'arn:aws:s3:::one*']),
    conditions: fc.array(
      fc.record({
        operator: fc.constantFrom('StringEquals' as const, 'StringNotEquals' as const, 'Null' as const),
        quantifier: fc.constant('one' as const),
        ifExists: fc.boolean(),
        key: fc.constantFrom('aws:principaltag/tenantid', 'aws:sourceip'),
        values: fc.array(fc.constantFrom('t1', 't2', 'true'), { minLength: 1, maxLength: 2 }),
      }),
      { maxLength: 1 },
    ),
  });

const policy = (effect?: Statement['effect']): fc.Arbitrary<Policy> =>
  fc.record({ statements: fc.array(statement(effect), { maxLength: 4 }) });

const request: fc.Arbitrary<AuthorizationRequest> = fc.record({
  principal: fc.constant({
    kind: 'role session' as const,
    accountId: '111111111111',
    roleArn: 'arn:aws:iam::111111111111:role/agent',
    sessionArn: 'arn:aws:sts::111111111111:assumed-role/agent/t1',
  }),
  action: fc.constantFrom(...ACTIONS),
  resource: fc.constantFrom(...RESOURCES),
  resourceAccountId: fc.constant('111111111111'),
  context: fc.constantFrom(new Map([['aws:principaltag/tenantid', ['t1']]]), new Map<string, string[]>()),
});

const policies: fc.Arbitrary<ApplicablePolicies> = fc.record({
  identity: fc.array(policy(), { maxLength: 3 }),
  boundary: fc.option(policy()),
  session: fc.option(policy()),
  resource: fc.constant(null),
});

const allows = (asked: AuthorizationRequest, applicable: ApplicablePolicies): boolean =>
  authorize(asked, applicable).outcome === 'allowed';

const law = <Arguments extends [unknown, ...unknown[]]>(
  name: string,
  arbitraries: { [Index in keyof Arguments]: fc.Arbitrary<Arguments[Index]> },
  holds: (...drawn: Arguments) => boolean,
): void => {
  test(name, () => fc.assert(fc.property(...arbitraries, holds), { numRuns: 1_000 }));
};

describe('laws', () => {
  law('what nobody allows is denied', [request], (asked) => {
    const nothing = { identity: [], boundary: null, session: null, resource: null };
    return !allows(asked, nothing);
  });

  law('an added denial never allows', [request, policies, policy('Deny')], (asked, applicable, denial) => {
    const more = { ...applicable, identity: [...applicable.identity, denial] };
    return !allows(asked, more) || allows(asked, applicable);
  });

  law('a denial of everything wins wherever it stands', [request, policies], (asked, applicable) => {
    const everything = { negated: false, patterns: ['*'] };
    const denial: Statement = {
      sid: null,
      effect: 'Deny',
      principals: null,
      actions: everything,
      resources: everything,
      conditions: [],
    };
    const denied: Policy = { statements: [denial] };
    return (
      !allows(asked, { ...applicable, identity: [denied, ...applicable.identity] }) &&
      !allows(asked, { ...applicable, boundary: denied }) &&
      !allows(asked, { ...applicable, session: denied }) &&
      !allows(asked, { ...applicable, resource: { policy: denied, mandatory: false } })
    );
  });

  law('a boundary only narrows', [request, policies, policy()], (asked, applicable, boundary) => {
    const unbounded = { ...applicable, boundary: null };
    return !allows(asked, { ...applicable, boundary }) || allows(asked, unbounded);
  });

  law('a session policy only narrows', [request, policies, policy()], (asked, applicable, session) => {
    const whole = { ...applicable, session: null };
    return !allows(asked, { ...applicable, session }) || allows(asked, whole);
  });

  law('an allow that is taken away never allows', [request, policies], (asked, applicable) => {
    const fewer = { ...applicable, identity: applicable.identity.slice(1) };
    const removed = applicable.identity[0]?.statements.every(({ effect }) => effect === 'Allow') ?? true;
    return !removed || !allows(asked, fewer) || allows(asked, applicable);
  });

  law('the order of policies and statements is nothing', [request, policies], (asked, applicable) => {
    const reversed = applicable.identity
      .map(({ statements }) => ({ statements: statements.toReversed() }))
      .toReversed();
    return allows(asked, applicable) === allows(asked, { ...applicable, identity: reversed });
  });

  law('an action’s case is nothing', [request, policies], (asked, applicable) => {
    const shouted = { ...asked, action: asked.action.toUpperCase() };
    return allows(asked, applicable) === allows(shouted, applicable);
  });
});

test('a resource’s case matters', () => {
  const only = (pattern: string): Policy => ({
    statements: [
      {
        sid: null,
        effect: 'Allow',
        principals: null,
        actions: { negated: false, patterns: ['*'] },
        resources: { negated: false, patterns: [pattern] },
        conditions: [],
      },
    ],
  });
  const [asked] = fc.sample(request, 1);
  if (asked === undefined) throw new Error('nothing was drawn');
  const decide = (pattern: string) =>
    allows(asked, { identity: [only(pattern)], boundary: null, session: null, resource: null });
  expect([decide(asked.resource), decide(asked.resource.toUpperCase())]).toEqual([true, false]);
});
