/** What a telephone would do with an answer. */
export interface Spoken {
  readonly words: string;
  /** Where the next turn goes, or null when the call ends. */
  readonly nextUrl: string | null;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

const unescapeXml = (text: string): string =>
  text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => ENTITIES[name] ?? '');

/** Reads the words and the next URL out of TwiML. */
export const readTwiml = (twiml: string): Spoken => {
  const words = [...twiml.matchAll(/<Say[^>]*>([^<]*)<\/Say>/g)].map(([, said = '']) => unescapeXml(said));
  const action = /<Gather[^>]* action="([^"]*)"/.exec(twiml)?.[1];
  return { words: words.join(' '), nextUrl: action === undefined ? null : unescapeXml(action) };
};

/** Breaks TwiML into one line an element, indented. */
export const layOutTwiml = (twiml: string): string => {
  let depth = 0;
  return twiml
    .replace(/^<\?xml[^>]*\?>/, '')
    .split(/(?=<)/)
    .map((piece) => {
      if (piece.startsWith('</')) depth -= 1;
      const line = piece.startsWith('</Say') ? piece : `\n${'  '.repeat(Math.max(0, depth))}${piece}`;
      if (!piece.startsWith('</')) depth += 1;
      return line;
    })
    .join('')
    .trim();
};
