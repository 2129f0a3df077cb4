import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { listenOnLoopback } from '@privateline/loopback';
import type { AssumeAsService, ServiceSession } from '../iam/service-role.ts';

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

const spellCredentials = ({ key, expiresAtMs }: ServiceSession): string =>
  JSON.stringify({
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
  assume: AssumeAsService,
  accountId: string,
): Promise<ExecutionRoles> => {
  const enrolled = new Map<string, Execution>();

  const credentialsOf = ({ roleArn, runtimeArn }: Execution): string =>
    spellCredentials(
      assume('bedrock-agentcore.amazonaws.com', roleArn, 'BedrockAgentCore', [
        ['aws:sourceaccount', [accountId]],
        ['aws:sourcearn', [runtimeArn]],
      ]),
    );

  const server = createServer((request, response) => {
    const execution = enrolled.get(request.headers.authorization ?? '');
    try {
      if (execution === undefined) return void response.writeHead(403).end();
      const credentials = credentialsOf(execution);
      response.writeHead(200, { 'content-type': 'application/json' }).end(credentials);
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
