import { createRandom, type Random } from './random.ts';
import type { Document, Question } from './vector.ts';

/** The questions of each class, a thousand and more; each class leans on one part of the policy language. */

const OWN = '111111111111';
const OTHER = '222222222222';
const SESSION = `arn:aws:sts::${OWN}:assumed-role/agent/t1`;
const ROLE = `arn:aws:iam::${OWN}:role/agent`;
const USER = `arn:aws:iam::${OWN}:user/ada`;

/** A policy variable, which is spelled like a template of this language but is none. */
const variable = (name: string): string => `$\{${name}}`;
const TENANT_TAG = variable('aws:PrincipalTag/TenantId');

type List = readonly [string, ...string[]];

/** Some actions of one service, resources of the kind that they take, and ways to spell both in a policy. */
interface Call {
  readonly actions: List;
  readonly resources: List;
  readonly patterns: List;
  readonly wild: List;
}

const table = (name: string): string => `arn:aws:dynamodb:us-east-1:${OWN}:table/${name}`;

const lambda = (name: string): string => `arn:aws:lambda:us-east-1:${OWN}:function:${name}`;

/** Real actions, each with resources of the kind that it takes. */
const TABLES: Call = {
  actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:DeleteItem'],
  resources: [table('orders'), table('privateline-t1'), table('privateline-t2'), table('privateline-t1x')],
  patterns: [
    table('*'),
    table('privateline-*'),
    table('privateline-t?'),
    table(`privateline-${TENANT_TAG}`),
    table('privateline-t1'),
  ],
  wild: ['dynamodb:*', 'dynamodb:Get*', 'dynamodb:?etItem', '*', 'DynamoDB:getitem', 's3:*'],
};

const FILES: Call = {
  actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
  resources: [
    'arn:aws:s3:::files/t1/a.txt',
    'arn:aws:s3:::files/t2/a.txt',
    'arn:aws:s3:::files-t1/b/c.txt',
    'arn:aws:s3:::Files/t1/A.txt',
  ],
  patterns: [
    'arn:aws:s3:::files/*',
    `arn:aws:s3:::files/${TENANT_TAG}/*`,
    'arn:aws:s3:::files*',
    `arn:aws:s3:::files-${variable("aws:PrincipalTag/Team, 't1'")}/*`,
    'arn:aws:s3:::*/t?/a.txt',
    '*',
  ],
  wild: ['s3:*', 's3:*Object', 's3:Get*', '*', 'dynamodb:*'],
};

const FUNCTIONS: Call = {
  actions: ['lambda:InvokeFunction', 'lambda:GetFunction'],
  resources: [lambda('router'), lambda('router-2'), lambda('Router')],
  patterns: [
    `arn:aws:lambda:*:${OWN}:function:*`,
    `arn:aws:lambda:us-east-1:${OWN}:function:router`,
    `arn:aws:lambda:us-????-1:${OWN}:function:r*`,
    '*',
    `arn:aws:*:*:${OWN}:*`,
  ],
  wild: ['lambda:*', 'lambda:Invoke*', '*', 's3:*'],
};

const document = (...Statement: readonly object[]): Document => ({ Version: '2012-10-17', Statement });

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

const drawContext = (random: Random): Record<string, string> =>
  Object.fromEntries(
    Object.entries(KEYS)
      .filter(() => random.chance(0.75))
      .map(([key, { values }]) => [key, random.pick(values)]),
  );

const drawCondition = (random: Random): object => {
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
const drawSetCondition = (random: Random): object => {
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

const drawActions = (random: Random, { actions, wild }: Call): object => {
  const list = random.chance(0.5) ? random.some(wild) : random.some(actions);
  return { [random.chance(0.12) ? 'NotAction' : 'Action']: list };
};

/** What a negated element does with a variable that has no value is nowhere written down: it is not asked. */
const withoutVariables = (values: readonly string[]): string[] => {
  const plain = values.filter((value) => !value.includes('$'));
  return plain.length > 0 ? plain : ['arn:aws:s3:::nothing'];
};

const drawResources = (random: Random, { resources, patterns }: Call): object => {
  const list = random.chance(0.7) ? random.some(patterns) : random.some(resources);
  return random.chance(0.12) ? { NotResource: withoutVariables(list) } : { Resource: list };
};

const drawStatement = (random: Random, call: Call, denying: number, conditions: object): object => ({
  Effect: random.chance(denying) ? 'Deny' : 'Allow',
  ...drawActions(random, call),
  ...drawResources(random, call),
  ...conditions,
});

const drawPolicy = (
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
const generous = document({ Effect: 'Allow', Action: '*', Resource: '*' });

const ask = (random: Random, call: Call, context: Question['context'] = drawContext(random)) => ({
  principal: SESSION,
  action: random.pick(call.actions),
  resource: random.pick(call.resources),
  resourceAccountId: OWN,
  context,
});

const drawCall = (random: Random): Call => random.pick([TABLES, FILES, FUNCTIONS]);

const PRINCIPALS: readonly [unknown, ...unknown[]] = [
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

const drawResourcePolicy = (random: Random, call: Call): Document =>
  document(
    ...Array.from({ length: 1 + Math.floor(random.next() * 2) }, () => ({
      Effect: random.chance(0.2) ? 'Deny' : 'Allow',
      Principal: random.pick(PRINCIPALS),
      Action: random.chance(0.6) ? '*' : random.some(call.actions),
      Resource: random.chance(0.6) ? '*' : random.some(call.resources),
      ...(random.chance(0.3) ? { Condition: drawCondition(random) } : {}),
    })),
  );

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

const drawAssumption = (random: Random, account: string): Question => {
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

const DRAWS: Readonly<Record<string, (random: Random) => Question>> = {
  'actions-and-resources': (random) => {
    const call = drawCall(random);
    return { ...ask(random, call), identity: [drawPolicy(random, call), drawPolicy(random, call)] };
  },
  conditions: (random) => {
    const call = drawCall(random);
    const statement = drawStatement(random, call, 0, { Condition: drawCondition(random) });
    const deny = { Effect: 'Deny', Action: '*', Resource: '*', Condition: drawCondition(random) };
    const allow = { Effect: 'Allow', Action: '*', Resource: '*', Condition: drawCondition(random) };
    return { ...ask(random, call), identity: [document(statement, random.chance(0.5) ? allow : deny)] };
  },
  'sets-of-values': (random) => {
    const call = drawCall(random);
    const tags = random.chance(0.2)
      ? {}
      : { 'aws:TagKeys': random.some(['TenantId', 'State', 'tenantid', 'cost']) };
    return {
      ...ask(random, call, tags),
      identity: [
        document(
          { Effect: 'Allow', Action: '*', Resource: '*', Condition: drawSetCondition(random) },
          ...(random.chance(0.3)
            ? [{ Effect: 'Deny', Action: '*', Resource: '*', Condition: drawSetCondition(random) }]
            : []),
        ),
      ],
    };
  },
  'boundary-and-session': (random) => {
    const call = drawCall(random);
    return {
      ...ask(random, call),
      identity: [random.chance(0.5) ? generous : drawPolicy(random, call, 0.1, drawCondition)],
      ...(random.chance(0.7)
        ? { boundary: random.chance(0.3) ? generous : drawPolicy(random, call, 0.15, drawCondition) }
        : {}),
      ...(random.chance(0.5)
        ? { session: random.chance(0.4) ? generous : drawPolicy(random, call, 0.1) }
        : {}),
    };
  },
  'resource-policies': (random) => {
    const call = FILES;
    const resourceAccountId = random.chance(0.4) ? OTHER : OWN;
    return {
      ...ask(random, call),
      principal: random.chance(0.7) ? SESSION : USER,
      resourceAccountId,
      identity: random.chance(0.25) ? [] : [random.chance(0.5) ? generous : drawPolicy(random, call, 0.1)],
      resourcePolicy: drawResourcePolicy(random, call),
    };
  },
  'every-layer': (random) => {
    const call = FILES;
    return {
      ...ask(random, call),
      resourceAccountId: random.chance(0.3) ? OTHER : OWN,
      identity: [random.chance(0.6) ? generous : drawPolicy(random, call, 0.1)],
      boundary: random.chance(0.6) ? generous : drawPolicy(random, call, 0.1),
      resourcePolicy: drawResourcePolicy(random, call),
    };
  },
  trust: (random) => drawAssumption(random, OWN),
  'trust-across-accounts': (random) => drawAssumption(random, OTHER),
};

const PER_CLASS = 640;

/** Drops the context that no policy asks about: it cannot matter, and it makes vectors long. */
const trim = (question: Question): Question => {
  const { context, ...rest } = question;
  const asked = JSON.stringify(rest).toLowerCase();
  return {
    ...rest,
    context: Object.fromEntries(Object.entries(context).filter(([key]) => asked.includes(key.toLowerCase()))),
  };
};

/** Every class of questions by its name: the same ones each time. */
export const generateQuestions = (): ReadonlyMap<string, readonly Question[]> =>
  new Map(
    Object.entries(DRAWS).map(([name, draw], index) => {
      const random = createRandom(20_260 + index);
      return [name, Array.from({ length: PER_CLASS }, () => trim(draw(random)))];
    }),
  );
