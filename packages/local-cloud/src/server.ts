import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AwsError } from './aws-error.ts';
import { type AwsRequest, readAwsRequest } from './aws-request.ts';
import { claimedAuthorization, type Gate } from './gate.ts';
import { type Protocol, sendError } from './protocol.ts';
import type { Answer, Service } from './service.ts';

const send = async (response: ServerResponse, { status, headers, body }: Answer): Promise<void> => {
  response.writeHead(status, { 'x-amzn-requestid': randomUUID(), ...headers });
  if (typeof body === 'string' || Buffer.isBuffer(body)) return void response.end(body);
  response.flushHeaders();
  await pipeline(Readable.from(body), response);
};

/** What is no error of AWS's is a bug of this emulator: it is said aloud here, and to the caller as a failure. */
const errorOf = (error: unknown): AwsError => {
  if (error instanceof AwsError) return error;
  console.error('The local cloud has a bug:', error);
  return new AwsError('InternalFailure', 500, 'The local cloud has a bug');
};

/**
 * One server for all services: which one is meant is told by the scope that the request is signed for, so an SDK needs
 * nothing but an endpoint URL. No call reaches a service unauthenticated.
 */
export const createCloudServer = (gate: Gate, services: Readonly<Record<string, Service>>): Server => {
  const find = (name: string): Service => {
    const service = Object.hasOwn(services, name) ? services[name] : undefined;
    if (service === undefined)
      throw new AwsError('UnknownServiceException', 400, `The local cloud has no service ${name}`);
    return service;
  };

  const receive = async (message: IncomingMessage): Promise<AwsRequest> => {
    const request = await readAwsRequest(message);
    if (request === undefined)
      throw new AwsError('RequestEntityTooLargeException', 413, 'The body is too large');
    return request;
  };

  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    let protocol: Protocol = 'query';
    try {
      const request = await receive(message);
      const claimed = claimedAuthorization(request);
      const service = find(claimed.service);
      protocol = service.protocol;
      await send(response, await service.handle(gate.authenticate(request, claimed), request));
    } catch (error) {
      if (response.headersSent) response.destroy();
      else sendError(response, protocol, errorOf(error));
    }
  };
  return createServer((message, response) => void answer(message, response));
};
