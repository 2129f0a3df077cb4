import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { finished } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { awslambda, isStreaming, ResponseStream } from './response-stream.ts';

/**
 * The runtime inside an execution environment: it imports the bundle, then asks Lambda's Runtime API for one invocation
 * after the other (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).
 */

type Handler = (event: unknown, second: unknown, third?: unknown) => unknown;

const setting = (name: string): string => process.env[name] ?? '';
const [host = '', port = ''] = setting('AWS_LAMBDA_RUNTIME_API').split(':');

const call = (method: string, path: string, headers: Record<string, string> = {}): ClientRequest =>
  request({ host, port, method, path: `/2018-06-01/runtime/${path}`, headers });

const answerOf = async (sent: ClientRequest): Promise<{ message: IncomingMessage; body: string }> => {
  const [message]: IncomingMessage[] = await once(sent, 'response');
  if (message === undefined) throw new Error('the Runtime API did not answer');
  let body = '';
  for await (const chunk of message.setEncoding('utf8')) body += chunk;
  return { message, body };
};

const post = (path: string, body: string, headers?: Record<string, string>) =>
  answerOf(call('POST', path, headers).end(body));

const describe = (error: unknown): string =>
  JSON.stringify(
    error instanceof Error
      ? { errorType: error.name, errorMessage: error.message, stackTrace: error.stack?.split('\n') ?? [] }
      : { errorType: 'Error', errorMessage: String(error), stackTrace: [] },
  );

const loadHandler = async (): Promise<{ readonly handler: Handler; readonly streams: boolean }> => {
  const module: object = await import(pathToFileURL(setting('LAMBDA_TASK_FILE')).href);
  const name = setting('_HANDLER').split('.').at(-1) ?? '';
  const exported: unknown = Reflect.get(module, name);
  if (typeof exported !== 'function') throw new Error(`the bundle exports no handler ${name}`);
  return {
    handler: (...parameters) => Reflect.apply(exported, undefined, parameters),
    streams: isStreaming(exported),
  };
};

const contextOf = (headers: IncomingMessage['headers']) => {
  const deadlineMs = Number(headers['lambda-runtime-deadline-ms']);
  const functionName = setting('AWS_LAMBDA_FUNCTION_NAME');
  return {
    awsRequestId: String(headers['lambda-runtime-aws-request-id']),
    invokedFunctionArn: String(headers['lambda-runtime-invoked-function-arn']),
    functionName,
    functionVersion: '$LATEST',
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: setting('AWS_LAMBDA_LOG_STREAM_NAME'),
    memoryLimitInMB: setting('AWS_LAMBDA_FUNCTION_MEMORY_SIZE'),
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
  };
};

/**
 * Sends the response as it is written; the request begins with the first byte, when its content type is known. What a
 * handler wrote before it failed is sent, and the failure stands in the trailers.
 */
const sendStream = async (id: string, stream: ResponseStream, whenDone: Promise<unknown>): Promise<void> => {
  await Promise.race([once(stream, 'readable'), whenDone]).catch((error) => {
    if (stream.readableLength === 0) throw error;
  });
  const sent = call('POST', `invocation/${id}/response`, {
    'content-type': stream.contentType,
    'lambda-runtime-function-response-mode': 'streaming',
    'transfer-encoding': 'chunked',
    trailer: 'Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body',
  });
  sent.flushHeaders();
  stream.pipe(sent, { end: false });
  const failure = await whenDone.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (!stream.writableEnded) stream.end();
  await finished(stream).catch(() => {});
  if (failure !== undefined)
    sent.addTrailers({
      'Lambda-Runtime-Function-Error-Type': failure.error instanceof Error ? failure.error.name : 'Error',
      'Lambda-Runtime-Function-Error-Body': Buffer.from(describe(failure.error)).toString('base64'),
    });
  await answerOf(sent.end());
};

const invokeStreaming = async (
  handler: Handler,
  id: string,
  event: unknown,
  context: unknown,
): Promise<void> => {
  const stream = new ResponseStream();
  // A body that fails destroys the stream it is piped into: the failure is reported by whoever awaits it below.
  stream.on('error', () => {});
  await sendStream(id, stream, Promise.resolve(handler(event, stream, context)));
};

const invokeBuffered = async (
  handler: Handler,
  id: string,
  event: unknown,
  context: unknown,
): Promise<void> => {
  const result = await handler(event, context);
  await post(`invocation/${id}/response`, JSON.stringify(result ?? null));
};

const serveOne = async (handler: Handler, invoke: typeof invokeBuffered): Promise<void> => {
  const { message, body } = await answerOf(call('GET', 'invocation/next').end());
  const context = contextOf(message.headers);
  process.env['_X_AMZN_TRACE_ID'] = String(message.headers['lambda-runtime-trace-id']);
  try {
    await invoke(handler, context.awsRequestId, JSON.parse(body), context);
  } catch (error) {
    await post(`invocation/${context.awsRequestId}/error`, describe(error));
  }
};

Object.assign(globalThis, { awslambda });

try {
  const { handler, streams } = await loadHandler();
  const invoke = streams ? invokeStreaming : invokeBuffered;
  for (;;) await serveOne(handler, invoke);
} catch (error) {
  await post('init/error', describe(error));
  process.exit(1);
}
