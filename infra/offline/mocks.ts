import type { Resource } from './graph.ts';

/** The place that an offline evaluation pretends to be in: the account and region of the local cloud. */
export const offlinePlace = { partition: 'aws', accountId: '000000000000', region: 'us-east-1' } as const;

type Inputs = Readonly<Record<string, unknown>>;
type Declaration = {
  readonly type: string;
  readonly name: string;
  readonly inputs: Inputs;
  readonly id?: string;
};

const { partition, accountId, region } = offlinePlace;

const lookups: Readonly<Record<string, Inputs>> = {
  'aws:index/getPartition:getPartition': { partition },
  'aws:index/getRegion:getRegion': { region },
  'aws:index/getCallerIdentity:getCallerIdentity': { accountId },
};

const regional = (service: string, resource: string) =>
  `arn:${partition}:${service}:${region}:${accountId}:${resource}`;

/** What AWS would answer, for the resources whose answer others are made of. */
const answers: Readonly<Record<string, (inputs: Inputs) => Inputs>> = {
  'aws:apigateway/restApi:RestApi': () => ({
    rootResourceId: 'root',
    executionArn: regional('execute-api', 'api'),
  }),
  'aws:cloudwatch/logGroup:LogGroup': ({ name }) => ({ arn: regional('logs', `log-group:${name}`) }),
  'aws:dynamodb/table:Table': ({ name }) => ({ arn: regional('dynamodb', `table/${name}`) }),
  'aws:iam/role:Role': ({ path = '/', name = 'unnamed' }) => ({
    arn: `arn:${partition}:iam::${accountId}:role${path}${name}`,
  }),
  'aws:kms/key:Key': () => ({ arn: regional('kms', 'key/tables') }),
  'aws:lambda/function:Function': ({ name }) => ({ arn: regional('lambda', `function:${name}`) }),
};

const plain = async (value: unknown): Promise<unknown> => {
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if (typeof value !== 'object' || value === null) return value;
  if ('__pulumiArchive' in value && 'path' in value) return { archive: await value.path };
  return plainMembers(value);
};

const plainMembers = async (value: object): Promise<Inputs> => {
  const members = Object.entries(value).map(async ([key, member]) => [key, await plain(member)] as const);
  return Object.fromEntries(await Promise.all(members));
};

/**
 * Stands in for Pulumi's engine and for AWS: every resource exists at once, under an id that is its name. `resources`
 * fills as the program runs. A look-up that has no answer here is refused by its name.
 */
export const recordingMocks = () => {
  const resources: Resource[] = [];
  const newResource = async ({ type, name, inputs, id }: Declaration) => {
    resources.push({ type, name, inputs: await plainMembers(inputs) });
    return { id: id || name, state: { ...inputs, ...answers[type]?.(inputs) } };
  };
  const call = ({ token }: { readonly token: string }): Inputs => {
    const answer = lookups[token];
    if (answer === undefined) throw new Error(`${token} has no answer offline`);
    return answer;
  };
  return { resources, mocks: { newResource, call } };
};
