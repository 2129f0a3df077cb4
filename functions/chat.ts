import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import middy from '@middy/core';
import { executionModeStreamifyResponse } from '@middy/core/StreamifyResponse';
import {
  answerChatRequest,
  Refusal,
  readApiGatewayEvent,
  readChatRequest,
  refuse,
  refuseChatRequest,
} from '@privateline/router';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { publicBaseUrl, route } from './line.ts';
import { porch } from './porch.ts';

const answer = async (event: APIGatewayProxyEvent) => {
  const request = readApiGatewayEvent(event, publicBaseUrl);
  if (request instanceof Refusal) return refuseChatRequest(request);
  const chat = readChatRequest(request, randomUUID);
  return chat instanceof Refusal ? refuseChatRequest(chat) : answerChatRequest(chat, await route(chat));
};

type Reply = Awaited<ReturnType<typeof answer>>;

/** Lambda streams what can be read piece by piece. */
const streamed = ({ body, ...prelude }: Reply) => ({ ...prelude, body: Readable.from(body) });

/** A chat request in, server-sent events out as the agent speaks. */
export const handler = middy<APIGatewayProxyEvent, ReturnType<typeof streamed>>({
  executionMode: executionModeStreamifyResponse,
})
  .use(porch(() => streamed(refuseChatRequest(refuse('internal_error')))))
  .handler(async (event) => streamed(await answer(event)));
