import middy from '@middy/core';
import {
  answerVoiceRequest,
  Refusal,
  readApiGatewayEvent,
  readVoiceRequest,
  refuse,
  refuseVoiceRequest,
} from '@privateline/router';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { publicBaseUrl, route } from './line.ts';
import { porch } from './porch.ts';

/** A carrier's webhook in, the carrier's markup out. */
export const handler = middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
  .use(porch(() => refuseVoiceRequest(refuse('internal_error'))))
  .handler(async (event) => {
    const request = readApiGatewayEvent(event, publicBaseUrl);
    if (request instanceof Refusal) return refuseVoiceRequest(request);
    const call = readVoiceRequest(request, event.pathParameters ?? {});
    return call instanceof Refusal ? refuseVoiceRequest(call) : answerVoiceRequest(call, await route(call));
  });
