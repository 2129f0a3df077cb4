/** A Lambda function as it is configured. */
export interface FunctionConfiguration {
  readonly name: string;
  /** The built bundle: an ES module that Node imports. */
  readonly file: string;
  /** The name under which it exports its handler. */
  readonly handler: string;
  readonly memoryMb: number;
  readonly timeoutS: number;
  /** Its own variables; Lambda's reserved ones are added, and nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What one invocation came to. */
export type Invocation =
  | { readonly kind: 'buffered'; readonly payload: string }
  /** Iterating the body rejects if the function breaks off. */
  | { readonly kind: 'stream'; readonly contentType: string; readonly body: AsyncIterable<Uint8Array> }
  | { readonly kind: 'function error'; readonly errorType: string }
  | { readonly kind: 'timed out' }
  | { readonly kind: 'throttled' };
