import type { EventEmitter } from 'node:events';

/** The connection over which an answer goes. */
export type Connection = Pick<EventEmitter, 'once' | 'off'>;

/** A well-formed request to the agent: `{"prompt": string, "locale"?: string}` and how its answer is wanted. */
export class Invocation {
  readonly prompt: string;
  readonly locale: string | undefined;
  /** True when the caller accepts server-sent events. */
  readonly streamed: boolean;
  readonly connection: Connection;

  constructor(prompt: string, locale: string | undefined, streamed: boolean, connection: Connection) {
    this.prompt = prompt;
    this.locale = locale;
    this.streamed = streamed;
    this.connection = connection;
  }
}

/** Why a request is none. The reason repeats nothing of the request. */
export type Malformed = { readonly kind: 'malformed'; readonly reason: string };

const maxPromptCharacters = 8_000;
const malformed = (reason: string): Malformed => ({ kind: 'malformed', reason });

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** Reads an invocation from a JSON body and the `Accept` header; members that the contract does not name are ignored. */
export const readInvocation = (
  body: string,
  accept: string | undefined,
  connection: Connection,
): Invocation | Malformed => {
  const value = parseJson(body);
  if (typeof value !== 'object' || value === null) return malformed('the body is not a JSON object');
  if (!('prompt' in value) || typeof value.prompt !== 'string') return malformed('prompt is not a string');
  if (value.prompt.trim() === '') return malformed('prompt is empty');
  if (value.prompt.length > maxPromptCharacters) {
    return malformed(`prompt is longer than ${maxPromptCharacters} characters`);
  }
  const locale = 'locale' in value ? value.locale : undefined;
  if (locale !== undefined && typeof locale !== 'string') return malformed('locale is not a string');
  return new Invocation(value.prompt, locale, accept?.includes('text/event-stream') ?? false, connection);
};
