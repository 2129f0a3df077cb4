import type { APIGatewayProxyEvent } from 'aws-lambda';
import { type Refusal, refuse } from '../refusal.ts';
import type { HttpRequest } from './http.ts';

/** The largest body that any channel reads, in bytes. */
export const LARGEST_BODY = 65_536;

const readHeaders = (event: APIGatewayProxyEvent): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(event.multiValueHeaders ?? {}).map(([name, values]) => [
      name.toLowerCase(),
      (values ?? []).join(', '),
    ]),
  );

/**
 * Reads an event of an API Gateway REST API (payload format 1.0).
 *
 * The event carries no raw query string (it is decoded and its order is lost), so a signed URL has none: what a caller
 * appends is not part of the URL that is verified.
 *
 * @param publicBaseUrl the URL under which carriers and clients reach the API, stage included, without a final slash.
 */
export const readApiGatewayEvent = (
  event: APIGatewayProxyEvent,
  publicBaseUrl: string,
): HttpRequest | Refusal => {
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (body.byteLength > LARGEST_BODY) return refuse('request_too_large');
  return {
    method: event.httpMethod,
    url: `${publicBaseUrl}${event.path}`,
    headers: readHeaders(event),
    body,
  };
};
