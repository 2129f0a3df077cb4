import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { listenOnLoopback } from '@privateline/loopback';
import type { Clock } from '../clock.ts';
import type { Gate } from '../gate.ts';
import type { AccessKey, AccessKeys } from '../iam/access-keys.ts';
import { resourceTagContext } from '../iam/context.ts';
import type { Roles } from '../iam/roles.ts';

/** Whose execution role an agent process acts under. */
export interface Execution {
  readonly roleArn: string;
  readonly runtimeArn: string;
}

/** Gives agent processes the credentials of their execution role, and nobody else's. */
export interface ExecutionRoles {
  /** The environment variables by which a process, and only it, can fetch its credentials. */
  enrol(execution: Execution): Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const SESSION_MS = 60 * 60_000;

const spellCredentials = (key: AccessKey, expiresAtMs: number) => ({
  AccessKeyId: key.accessKeyId,
  SecretAccessKey: key.secretAccessKey,
  Token: key.sessionToken,
  Expiration: new Date(expiresAtMs).toISOString(),
});

/**
 * Starts the endpoint from which agents take their temporary credentials, as a container does in AWS
 * (`AWS_CONTAINER_CREDENTIALS_FULL_URI`). Each process has a token of its own; the role's trust policy decides each time.
 */
export const startExecutionRoles = async (
  gate: Gate,
  roles: Roles,
  keys: AccessKeys,
  accountId: string,
  clock: Clock,
): Promise<ExecutionRoles> => {
  const enrolled = new Map<string, Execution>();

  const assume = ({ roleArn, runtimeArn }: Execution) => {
    const role = roles.byArn(roleArn);
    gate.admitService('bedrock-agentcore.amazonaws.com', {
      action: 'sts:AssumeRole',
      resource: roleArn,
      resourcePolicy: { policy: role?.trust ?? { statements: [] }, mandatory: true },
      context: [
        ['aws:sourceaccount', [accountId]],
        ['aws:sourcearn', [runtimeArn]],
        ...resourceTagContext(role?.tags ?? {}),
      ],
    });
    if (role === undefined) throw new Error('a role that does not exist was admitted');
    const issuedAtMs = clock();
    const expiresAtMs = issuedAtMs + SESSION_MS;
    const session = {
      role,
      name: 'BedrockAgentCore',
      tags: role.tags,
      transitiveTagKeys: [],
      sourceIdentity: null,
      policy: null,
      issuedAtMs,
      expiresAtMs,
    };
    return spellCredentials(keys.putSession(session), expiresAtMs);
  };

  const server = createServer((request, response) => {
    const execution = enrolled.get(request.headers.authorization ?? '');
    try {
      if (execution === undefined) return void response.writeHead(403).end();
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(assume(execution)));
    } catch {
      response.writeHead(403).end();
    }
  });
  const { url, close } = await listenOnLoopback(server, 0);

  return {
    close,
    enrol(execution) {
      const token = randomBytes(32).toString('base64url');
      enrolled.set(token, execution);
      return {
        AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/credentials`,
        AWS_CONTAINER_AUTHORIZATION_TOKEN: token,
      };
    },
  };
};
