import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { AwsError } from './aws-error.ts';

/** How a service spells its answers: `query` (XML, as STS), `json` (as DynamoDB), `rest-json` (as AgentCore). */
export type Protocol = 'query' | 'json' | 'rest-json';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Escapes text for XML content. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? '');

const spellQueryError = (error: AwsError, requestId: string): string =>
  `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>${error.status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;

const CONTENT_TYPES: Readonly<Record<Protocol, string>> = {
  query: 'text/xml',
  json: 'application/x-amz-json-1.0',
  'rest-json': 'application/json',
};

/** What the gate's errors are called by services that speak JSON; STS calls them as they are. */
const JSON_CODES: Readonly<Record<string, string>> = {
  AccessDenied: 'AccessDeniedException',
  InvalidClientTokenId: 'UnrecognizedClientException',
  SignatureDoesNotMatch: 'InvalidSignatureException',
  RequestExpired: 'InvalidSignatureException',
  ExpiredToken: 'ExpiredTokenException',
  MissingAuthenticationToken: 'MissingAuthenticationTokenException',
  IncompleteSignature: 'IncompleteSignatureException',
};

/** The error as this protocol calls it. DynamoDB answers every error of a client with 400. */
const translate = ({ code, status, message }: AwsError, protocol: Protocol): AwsError =>
  protocol === 'query'
    ? new AwsError(code, status, message)
    : new AwsError(JSON_CODES[code] ?? code, protocol === 'json' && status < 500 ? 400 : status, message);

/** Answers with an error in the protocol's own shape, so that an SDK gives it its right name and status. */
export const sendError = (response: ServerResponse, protocol: Protocol, cause: AwsError): void => {
  const error = translate(cause, protocol);
  const requestId = randomUUID();
  const headers: Record<string, string> = {
    'content-type': CONTENT_TYPES[protocol],
    'x-amzn-requestid': requestId,
  };
  if (protocol === 'rest-json') headers['x-amzn-errortype'] = error.code;
  const body =
    protocol === 'query'
      ? spellQueryError(error, requestId)
      : JSON.stringify({ __type: error.code, message: error.message, Message: error.message });
  response.writeHead(error.status, headers).end(body);
};
