import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Switchboard } from '../../packages/demo/src/switchboard.ts';

/** Takes a user's token from the demo's issuer. */
export const fetchToken = async ({ issuer }: Switchboard, user: string): Promise<string> => {
  const answer = await fetch(issuer.tokenEndpoint, { method: 'POST', body: JSON.stringify({ user }) });
  const { access_token: token }: { access_token?: unknown } = JSON.parse(await answer.text());
  if (typeof token !== 'string') throw new Error(`the issuer gave no token: ${answer.status}`);
  return token;
};

/** Posts one chat message. */
export const postChat = (
  baseUrl: string,
  token: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(`${baseUrl}/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** Reads an answer's server-sent events to its end. */
export const readEvents = async (answer: Response): Promise<readonly EventSourceMessage[]> => {
  const events: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => events.push(event) });
  parser.feed(await answer.text());
  return events;
};

/** The words of an answer, put together. */
export const wordsOf = (events: readonly EventSourceMessage[]): string =>
  events
    .filter(({ event }) => event === undefined)
    .map(({ data }) => String(Reflect.get(JSON.parse(data), 'text')))
    .join('');
