/** Something that a caller told about themselves: "My name is Ada" → `{thing: 'name', value: 'Ada'}`; `thing` is lower case. */
export type Told = { readonly thing: string; readonly value: string };

/** What a caller wants to hear again: something that they told, or their last words. */
export type Recall = { readonly kind: 'told'; readonly thing: string } | { readonly kind: 'last words' };

/** English and German side by side: a caller may change languages. A pattern that names no `thing` is about the name. */
const tellings: readonly RegExp[] = [
  /\bmy (?<thing>\p{L}+(?: \p{L}+){0,2}) is (?<value>[^.,;!?]{1,60})/iu,
  /\b(?:i am called|my name's) (?<value>\p{L}[\p{L} '-]{0,40})/iu,
  /\bmeine? (?<thing>\p{L}+) (?:ist|lautet) (?<value>[^.,;!?]{1,60})/iu,
  /\bich hei(?:ß|ss)e (?<value>\p{L}[\p{L} '-]{0,40})/iu,
];

const askings: readonly RegExp[] = [
  /\bwhat(?:'s| is| was) my (?<thing>\p{L}+(?: \p{L}+){0,2})/iu,
  /\bwho am i\b/iu,
  /\b(?:was|wie|wann) (?:ist|war|lautet) meine? (?<thing>\p{L}+)/iu,
  /\bwie hei(?:ß|ss)e ich\b/iu,
];

const lastWords =
  /\b(?:what did i (?:just )?(?:say|ask)|was habe ich (?:gerade |eben )?(?:gesagt|gefragt))/iu;

const firstMatch = (expressions: readonly RegExp[], text: string): RegExpExecArray | undefined =>
  expressions.map((expression) => expression.exec(text)).find((match) => match !== null) ?? undefined;

const thingOf = (match: RegExpExecArray): string => match.groups?.['thing']?.toLowerCase() ?? 'name';

/** What an utterance tells about the caller, if it does. */
export const toldIn = (said: string): Told | undefined => {
  const match = firstMatch(tellings, said);
  const value = match?.groups?.['value']?.trim();
  return match === undefined || value === undefined ? undefined : { thing: thingOf(match), value };
};

/** What an utterance asks to hear again, if it does. */
export const recallIn = (said: string): Recall | undefined => {
  if (lastWords.test(said)) return { kind: 'last words' };
  const match = firstMatch(askings, said);
  return match === undefined ? undefined : { kind: 'told', thing: thingOf(match) };
};
