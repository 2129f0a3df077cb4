import { type Policy, parsePolicy } from '@privateline/iam';
import { AwsError } from '../aws-error.ts';

/** The parameters of AssumeRole, validated. */
export interface AssumeRoleInput {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly durationS: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly transitiveTagKeys: readonly string[];
  readonly externalId: string | null;
  readonly sourceIdentity: string | null;
  readonly policy: Policy | null;
}

const KNOWN =
  /^(Action|Version|RoleArn|RoleSessionName|DurationSeconds|ExternalId|SourceIdentity|Policy|Tags\.member\.\d+\.(Key|Value)|TransitiveTagKeys\.member\.\d+)$/;
const NAME = /^[\w+=,.@-]{2,64}$/;
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;
const MOST_TAGS = 50;
const LONGEST_POLICY = 2_048;

const invalid = (message: string): AwsError => new AwsError('ValidationError', 400, message);

const matching = (parameters: URLSearchParams, name: string, grammar: RegExp): string | null => {
  const value = parameters.get(name);
  if (value !== null && !grammar.test(value))
    throw invalid(`Value at '${name}' failed to satisfy constraint: ${grammar.source}`);
  return value;
};

const required = (parameters: URLSearchParams, name: string, grammar: RegExp): string => {
  const value = matching(parameters, name, grammar);
  if (value === null)
    throw invalid(`Value null at '${name}' failed to satisfy constraint: Member must not be null`);
  return value;
};

const members = (parameters: URLSearchParams, list: string, member: string): readonly string[] => {
  const values: string[] = [];
  for (;;) {
    const value = parameters.get(`${list}.member.${values.length + 1}${member}`);
    if (value === null) return values;
    values.push(value);
  }
};

const readTags = (parameters: URLSearchParams): Readonly<Record<string, string>> => {
  const keys = members(parameters, 'Tags', '.Key');
  const values = members(parameters, 'Tags', '.Value');
  if (keys.length > MOST_TAGS) throw invalid(`A session takes at most ${MOST_TAGS} tags`);
  if (new Set(keys.map((key) => key.toLowerCase())).size < keys.length)
    throw new AwsError('InvalidParameterValue', 400, 'Duplicate tag keys found');
  return Object.fromEntries(keys.map((key, index) => [key, values[index] ?? '']));
};

const readPolicy = (document: string | null): Policy | null => {
  if (document === null) return null;
  if (document.length > LONGEST_POLICY)
    throw new AwsError(
      'PackedPolicyTooLarge',
      400,
      `A session policy is at most ${LONGEST_POLICY} characters long`,
    );
  const reading = parsePolicy(document, 'session');
  if (!reading.ok)
    throw new AwsError(
      'MalformedPolicyDocument',
      400,
      `The session policy cannot be used: ${reading.problem}`,
    );
  return reading.value;
};

/** Reads the form of AssumeRole. @throws AwsError ValidationError and its kin; a parameter that is not known is refused by name. */
export const readAssumeRole = (parameters: URLSearchParams): AssumeRoleInput => {
  const unknown = [...parameters.keys()].find((name) => !KNOWN.test(name));
  if (unknown !== undefined) throw invalid(`AssumeRole's parameter ${unknown} is not supported here`);
  const durationS = Number(parameters.get('DurationSeconds') ?? 3_600);
  if (!Number.isInteger(durationS) || durationS < 900)
    throw invalid(
      "Value at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    );
  return {
    roleArn: required(parameters, 'RoleArn', /^arn:[^:]+:iam::\d{12}:role\/.+$/),
    sessionName: required(parameters, 'RoleSessionName', NAME),
    durationS,
    tags: readTags(parameters),
    transitiveTagKeys: members(parameters, 'TransitiveTagKeys', ''),
    externalId: matching(parameters, 'ExternalId', EXTERNAL_ID),
    sourceIdentity: matching(parameters, 'SourceIdentity', NAME),
    policy: readPolicy(parameters.get('Policy')),
  };
};
