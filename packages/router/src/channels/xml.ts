/** Characters that XML 1.0 cannot hold at all, not even escaped (section 2.2), half surrogates among them. */
const ILLEGAL = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Makes any text safe inside XML, in content and in attributes. What an agent says can never become markup. */
const escapeXml = (text: string): string =>
  text.replace(ILLEGAL, ' ').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** Markup, as opposed to text: only `element` makes it. */
export class Xml {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** One element. A child that is text is escaped; only what this function made is markup. */
export const element = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Xml | string)[]
): Xml => {
  const spelled = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  const inner = children.map((child) => (child instanceof Xml ? child.markup : escapeXml(child)));
  return new Xml(`<${name}${spelled.join('')}>${inner.join('')}</${name}>`);
};

/** A whole document as an HTTP reply. */
export const xmlReply = (root: Xml) => ({
  statusCode: 200,
  headers: { 'content-type': 'text/xml; charset=utf-8' },
  body: `<?xml version="1.0" encoding="UTF-8"?>${root.markup}`,
});
