import { PassThrough } from 'node:stream';

/** The content type of a response whose body begins with its own status and headers. */
const HTTP_INTEGRATION = 'application/vnd.awslambda.http-integration-response';

/** Eight NUL bytes end the prelude. */
const DELIMITER = Buffer.alloc(8);

/** What a streaming handler writes to. */
export class ResponseStream extends PassThrough {
  contentType = 'application/octet-stream';

  setContentType(contentType: string): void {
    this.contentType = contentType;
  }
}

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');

/** The global that Lambda's Node runtime gives to handlers. */
export const awslambda = {
  /** Marks a handler as one that writes its response as it goes. */
  streamifyResponse: <Handler extends object>(handler: Handler): Handler =>
    Object.assign(handler, { [STREAMING]: 'response' }),
  HttpResponseStream: {
    /** Puts status and headers in front of the body. */
    from(stream: ResponseStream, prelude: unknown): ResponseStream {
      stream.setContentType(HTTP_INTEGRATION);
      stream.write(JSON.stringify(prelude));
      stream.write(DELIMITER);
      return stream;
    },
  },
};

export const isStreaming = (handler: object): boolean => Reflect.get(handler, STREAMING) === 'response';
