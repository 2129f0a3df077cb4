import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import middy from '@middy/core';
import { executionModeStreamifyResponse } from '@middy/core/StreamifyResponse';
import { createChatDoor, Refusal, readApiGatewayEvent, refuse, refuseChatRequest } from '@privateline/router';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { publicBaseUrl, route } from './line.ts';
import { porch } from './porch.ts';

const answer = createChatDoor(route, randomUUID);

type Reply = Awaited<ReturnType<typeof answer>>;

/** Lambda streams what can be read piece by piece. */
const streamed = ({ body, ...prelude }: Reply) => ({ ...prelude, body: Readable.from(body) });

/** A chat request in, the agent's words out as it speaks, in the client's own dialect. */
export const handler = middy<APIGatewayProxyEvent, ReturnType<typeof streamed>>({
  executionMode: executionModeStreamifyResponse,
})
  .use(porch(() => streamed(refuseChatRequest(refuse('internal_error')))))
  .handler(async (event) => {
    const request = readApiGatewayEvent(event, publicBaseUrl);
    return streamed(request instanceof Refusal ? refuseChatRequest(request) : await answer(request));
  });
