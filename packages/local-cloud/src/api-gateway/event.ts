import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Match } from './routes.ts';

const STAGE = 'local';

const multi = (pairs: Iterable<readonly [string, string]>): Record<string, string[]> => {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(values);
};

const last = (values: Record<string, string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, list]) => [name, list.at(-1) ?? '']));

const rawPairs = ({ rawHeaders }: IncomingMessage): readonly (readonly [string, string])[] =>
  rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
  );

const orNull = <Value extends object>(value: Value): Value | null =>
  Object.keys(value).length === 0 ? null : value;

/** Is the body text that a JSON string can carry unchanged? If not, it travels as base64. */
const asText = (body: Buffer): string | undefined => {
  const text = body.toString('utf8');
  return Buffer.from(text).equals(body) ? text : undefined;
};

/** Spells a request as API Gateway's REST API does for a Lambda proxy integration (payload format 1.0). */
export const spellEvent = (
  message: IncomingMessage,
  url: URL,
  { route, pathParameters }: Match,
  body: Buffer,
) => {
  const headers = multi(rawPairs(message));
  const query = multi(url.searchParams);
  const text = asText(body);
  const requestId = randomUUID();
  return {
    resource: route.path,
    path: url.pathname,
    httpMethod: route.method,
    headers: last(headers),
    multiValueHeaders: headers,
    queryStringParameters: orNull(last(query)),
    multiValueQueryStringParameters: orNull(query),
    pathParameters: orNull(
      Object.fromEntries(
        Object.entries(pathParameters).map(([name, value]) => [name, decodeURIComponent(value)]),
      ),
    ),
    stageVariables: null,
    requestContext: {
      resourcePath: route.path,
      httpMethod: route.method,
      path: url.pathname,
      stage: STAGE,
      protocol: 'HTTP/1.1',
      requestId,
      extendedRequestId: requestId,
      requestTimeEpoch: Date.now(),
      domainName: url.host,
      accountId: '000000000000',
      apiId: 'local',
      identity: { sourceIp: '127.0.0.1', userAgent: message.headers['user-agent'] ?? null },
    },
    body: body.byteLength === 0 ? null : (text ?? body.toString('base64')),
    isBase64Encoded: body.byteLength > 0 && text === undefined,
  };
};
