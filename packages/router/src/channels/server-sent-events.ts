/** One server-sent event (WHATWG HTML, 9.2). Data is JSON, so it never holds a line break. */
export const spellEvent = (data: unknown, event?: string): string =>
  `${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;

/** A comment that clients ignore and that keeps an idle connection open. */
const PING = ': ping\n\n';

/** Passes pieces on and fills silences: whoever waits sees that the line is alive. */
export async function* keepAlive(pieces: AsyncIterable<string>, everyMs: number): AsyncIterable<string> {
  const iterator = pieces[Symbol.asyncIterator]();
  try {
    let next = iterator.next();
    for (;;) {
      const silence = Promise.withResolvers<'silence'>();
      const timer = setTimeout(() => silence.resolve('silence'), everyMs);
      const arrived = await Promise.race([next, silence.promise]).finally(() => clearTimeout(timer));
      if (arrived === 'silence') {
        yield PING;
        continue;
      }
      if (arrived.done) return;
      yield arrived.value;
      next = iterator.next();
    }
  } finally {
    await iterator.return?.();
  }
}
