/** Status and headers that stand before a streamed body. */
export interface Prelude {
  readonly statusCode: number;
  /** A header that is repeated has several values. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
}

const DELIMITER = Buffer.alloc(8);
const LONGEST_PRELUDE = 65_536;

const isHeader = (entry: [string, unknown]): entry is [string, string | readonly string[]] =>
  typeof entry[1] === 'string' ||
  (Array.isArray(entry[1]) && entry[1].every((value) => typeof value === 'string'));

const readHeaders = (value: unknown): Prelude['headers'] => {
  if (typeof value !== 'object' || value === null)
    throw new Error('the function answered with malformed headers');
  return Object.fromEntries(Object.entries(value).filter(isHeader));
};

/** Reads `{statusCode, headers, multiValueHeaders, cookies}` from a function's answer. @throws Error if it is no such answer. */
export const readPrelude = (value: unknown): Prelude => {
  if (typeof value !== 'object' || value === null) throw new Error('the function answered with no object');
  const answer: Partial<Record<string, unknown>> = { ...value };
  const { statusCode = 200, headers = {}, multiValueHeaders = {}, cookies } = answer;
  if (typeof statusCode !== 'number') throw new Error('the function answered with a malformed status');
  const set = cookies === undefined ? {} : { 'set-cookie': cookies };
  return { statusCode, headers: readHeaders({ ...Object(headers), ...Object(multiValueHeaders), ...set }) };
};

/** A streamed response taken apart: its prelude, and the body that follows eight NUL bytes. */
export interface OpenedStream {
  readonly prelude: Prelude;
  readonly body: AsyncIterable<Uint8Array>;
}

/** Reads the prelude off the front of a stream. @throws Error if the stream ends before there is one. */
export const openStream = async (stream: AsyncIterable<Uint8Array>): Promise<OpenedStream> => {
  const iterator = stream[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  let at = -1;
  while (at < 0) {
    const { done, value } = await iterator.next();
    if (done || head.byteLength > LONGEST_PRELUDE) throw new Error('the stream has no prelude');
    head = Buffer.concat([head, value]);
    at = head.indexOf(DELIMITER);
  }
  const rest = head.subarray(at + DELIMITER.byteLength);
  async function* body(): AsyncIterable<Uint8Array> {
    if (rest.byteLength > 0) yield rest;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { prelude: readPrelude(JSON.parse(head.subarray(0, at).toString('utf8'))), body: body() };
};
