import { SESSION, USER } from './calls.ts';
import { document, PRINCIPALS } from './policies.ts';
import type { Random } from './random.ts';
import type { Document, Question } from './vector.ts';

const SESSION_NAMES = ['privateline-t1', 'privateline-t2'] as const;
const ASSUME = { roles: ['dispatch-t1', 'dispatch-t2'] } as const;

const drawTrust = (random: Random): Document => {
  const tenant = random.pick(['t1', 't2']);
  const conditions: readonly [object, ...object[]] = [
    { StringEquals: { 'sts:RoleSessionName': `privateline-${tenant}` } },
    { StringLike: { 'sts:RoleSessionName': 'privateline-t?' } },
    { StringEquals: { 'aws:RequestTag/TenantId': tenant } },
    { StringEquals: { 'sts:ExternalId': tenant } },
    { StringEquals: { 'sts:SourceIdentity': 'router' } },
    { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['TenantId'] } },
    { StringEquals: { 'aws:ResourceTag/State': 'active' } },
  ];
  const allow = {
    Effect: 'Allow',
    Principal: random.pick(PRINCIPALS),
    Action: 'sts:AssumeRole',
    Condition: Object.assign({}, ...random.some(conditions)),
  };
  const deny = {
    Effect: 'Deny',
    Principal: '*',
    Action: 'sts:AssumeRole',
    Condition: { Null: { 'aws:RequestTag/TenantId': 'true' } },
  };
  return random.chance(0.4) ? document(allow, deny) : document(allow);
};

export const drawAssumption = (random: Random, account: string): Question => {
  const optional: [string, string | string[]][] = [
    ['aws:RequestTag/TenantId', random.pick(['t1', 't2'])],
    ['sts:ExternalId', random.pick(['t1', 't2'])],
    ['sts:SourceIdentity', random.pick(['router', 'someone'])],
    ['aws:TagKeys', random.chance(0.7) ? ['TenantId'] : ['TenantId', 'State']],
    ['aws:ResourceTag/State', random.pick(['active', 'paused'])],
  ];
  return {
    principal: random.chance(0.85) ? SESSION : USER,
    action: 'sts:AssumeRole',
    resource: `arn:aws:iam::${account}:role/${random.pick(ASSUME.roles)}`,
    resourceAccountId: account,
    context: {
      'sts:RoleSessionName': random.pick(SESSION_NAMES),
      ...Object.fromEntries(optional.filter(() => random.chance(0.85))),
    },
    identity: [
      document({
        Effect: 'Allow',
        Action: random.pick(['sts:*', 'sts:AssumeRole', 's3:*']),
        Resource: random.pick([
          '*',
          `arn:aws:iam::${account}:role/dispatch-*`,
          `arn:aws:iam::${account}:role/dispatch-t1`,
        ]),
      }),
      ...(random.chance(0.2)
        ? [
            document({
              Effect: 'Deny',
              Action: 'sts:AssumeRole',
              Resource: '*',
              Condition: { StringNotEquals: { 'aws:ResourceTag/State': 'active' } },
            }),
          ]
        : []),
    ],
    trust: drawTrust(random),
  };
};
