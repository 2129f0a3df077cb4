import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { listenOnLoopback } from '@privateline/loopback';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** Someone who can chat, and the organisation that the issuer knows them under. */
export interface IssuerUser {
  readonly name: string;
  readonly organisation: string;
}

/** A running issuer. */
export interface Issuer {
  readonly url: string;
  readonly tokenEndpoint: string;
  readonly keySetUrl: string;
  close(): Promise<void>;
}

/** The claim in which the demo's issuer says which organisation a subject belongs to. */
export const ORGANISATION_CLAIM = 'org';
export const AUDIENCE = 'privateline-chat';

const TOKEN_LIFE_S = 900;
const LARGEST_BODY = 4_096;

const readUserName = async (request: IncomingMessage): Promise<unknown> => {
  let json = '';
  for await (const chunk of request.setEncoding('utf8')) {
    json += chunk;
    if (json.length > LARGEST_BODY) return undefined;
  }
  try {
    const body: unknown = JSON.parse(json);
    return typeof body === 'object' && body !== null && 'user' in body ? body.user : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Starts an OpenID issuer of access tokens (RFC 9068, ES256) on loopback.
 *
 * It has no log-in: whoever asks as one of its users gets that user's token, for 15 minutes. For development only.
 *
 * @param port 0 picks a free one.
 */
export const startIssuer = async (port: number, users: readonly IssuerUser[]): Promise<Issuer> => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const kid = randomUUID();
  const keySet = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }] };
  let url = '';

  const issue = ({ name, organisation }: IssuerUser): Promise<string> =>
    new SignJWT({ [ORGANISATION_CLAIM]: organisation })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
      .setIssuer(url)
      .setAudience(AUDIENCE)
      .setSubject(name)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${TOKEN_LIFE_S}s`)
      .sign(privateKey);

  const answer = async (request: IncomingMessage): Promise<{ status: number; body: unknown }> => {
    switch (`${request.method} ${request.url}`) {
      case 'GET /.well-known/openid-configuration':
        return {
          status: 200,
          body: { issuer: url, jwks_uri: `${url}/jwks.json`, token_endpoint: `${url}/token` },
        };
      case 'GET /jwks.json':
        return { status: 200, body: keySet };
      case 'POST /token': {
        const name = await readUserName(request);
        const user = users.find((known) => known.name === name);
        return user === undefined
          ? {
              status: 400,
              body: { error: 'invalid_request', error_description: 'ask as one of the demo users' },
            }
          : {
              status: 200,
              body: { access_token: await issue(user), token_type: 'Bearer', expires_in: TOKEN_LIFE_S },
            };
      }
      default:
        return { status: 404, body: { error: 'not_found' } };
    }
  };

  const server = createServer(async (request, response) => {
    const { status, body } = await answer(request);
    response
      .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      .end(JSON.stringify(body));
  });
  const listening = await listenOnLoopback(server, port);
  url = listening.url;
  return { url, tokenEndpoint: `${url}/token`, keySetUrl: `${url}/jwks.json`, close: listening.close };
};
