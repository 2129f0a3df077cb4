/** The strings and the punctuation of a text that is known to be JSON. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** Does an object in this well-formed JSON text name one member twice? */
const repeatsAMember = (json: string): boolean => {
  const open: (Set<string> | null)[] = [];
  let last = '';
  for (const [token] of json.matchAll(TOKENS)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const names = open.at(-1);
      const name = String(JSON.parse(last));
      if (names?.has(name)) return true;
      names?.add(name);
    }
    last = token;
  }
  return false;
};

/**
 * Parses a JSON object and refuses what two parsers could read differently: a repeated member (RFC 8259, 4), bytes
 * that are not UTF-8, half a surrogate pair.
 *
 * @returns the object's members, or undefined if it is not such an object.
 */
export const parseStrictObject = (bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined => {
  try {
    const json = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null || Array.isArray(value) || repeatsAMember(json))
      return undefined;
    return { ...value };
  } catch {
    return undefined;
  }
};
