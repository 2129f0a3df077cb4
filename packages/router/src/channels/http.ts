/** An HTTP request as a channel reads it. */
export interface HttpRequest {
  readonly method: string;
  /** The public URL that the client called, from configuration and the path: never from a header that a client can write. */
  readonly url: string;
  /** By name in lower case; repeated headers are joined with `, `. */
  readonly headers: ReadonlyMap<string, string>;
  /** The bytes exactly as they were sent: signatures are over these. */
  readonly body: Uint8Array;
}

/** A whole HTTP answer. */
export interface HttpReply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An HTTP answer whose body is written as it comes into being. */
export interface StreamedHttpReply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<string>;
}
