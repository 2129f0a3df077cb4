import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { Clock } from '../clock.ts';
import type { Gate, Signer } from '../gate.ts';
import { type AccessKeys, principalOf } from '../iam/access-keys.ts';
import type { Roles } from '../iam/roles.ts';
import { escapeXml } from '../protocol.ts';
import type { Answer, Service } from '../service.ts';
import { assumeRole } from './assume-role.ts';
import { readAssumeRole } from './assume-role-input.ts';

const spell = (operation: string, result: Readonly<Record<string, unknown>>): string => {
  const elements = (value: unknown): string =>
    typeof value === 'object' && value !== null
      ? Object.entries(value)
          .map(([name, inner]) => `<${name}>${elements(inner)}</${name}>`)
          .join('')
      : escapeXml(String(value));
  return `<${operation}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${operation}Result>${elements(result)}</${operation}Result><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${operation}Response>`;
};

const answer = (operation: string, result: Readonly<Record<string, unknown>>): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/xml' },
  body: spell(operation, result),
});

const arnOf = ({ principal }: Signer): string => {
  if (principal.kind === 'service') throw new Error('a service signs nothing');
  return principal.kind === 'user' ? principal.arn : principal.sessionArn;
};

/** AWS STS over its query protocol: AssumeRole and GetCallerIdentity. */
export const createSts = (
  gate: Gate,
  roles: Roles,
  keys: AccessKeys,
  accountId: string,
  clock: Clock,
): Service => {
  const operations: Readonly<Record<string, (signer: Signer, parameters: URLSearchParams) => Answer>> = {
    AssumeRole(signer, parameters) {
      const { key, session } = assumeRole(gate, roles, keys, clock())(signer, readAssumeRole(parameters));
      const principal = principalOf(key, accountId);
      return answer('AssumeRole', {
        AssumedRoleUser: {
          AssumedRoleId: `${session.role.id}:${session.name}`,
          Arn: principal.kind === 'role session' ? principal.sessionArn : '',
        },
        Credentials: {
          AccessKeyId: key.accessKeyId,
          SecretAccessKey: key.secretAccessKey,
          SessionToken: key.sessionToken,
          Expiration: new Date(session.expiresAtMs).toISOString(),
        },
        ...(session.sourceIdentity === null ? {} : { SourceIdentity: session.sourceIdentity }),
      });
    },
    /** Needs no permission, as in AWS. */
    GetCallerIdentity: (signer) =>
      answer('GetCallerIdentity', { Arn: arnOf(signer), UserId: signer.key.accessKeyId, Account: accountId }),
  };

  return {
    protocol: 'query',
    async handle(signer, request) {
      const parameters = new URLSearchParams(request.body.toString('utf8'));
      const name = parameters.get('Action') ?? '';
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (operation === undefined)
        throw new AwsError('InvalidAction', 400, `The local cloud does not do the action ${name} of STS`);
      return operation(signer, parameters);
    },
  };
};
