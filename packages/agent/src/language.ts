/** The languages in which this agent has words of its own; what its notes say may be in any language. */
export type Language = 'en' | 'de';

const functionWords: Record<Language, string> = {
  en: `a about an and any are at be by can could do does for from get have how i if in is it know like me my need
    of on or our please tell that the there they this to us want was we what when will with would you your`,
  de: `aber am an auch auf aus bei bis bitte das dem den der des die du ein eine einem einen einer es fur gibt haben
    hat ich ihr ihre ihren im in ist kann konnen man mein meine mir mit mochte nicht oder sie sind um und uns unser
    unsere unserem von vom wann was wenn wie wir zu zum zur`,
};

const split = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));
const byLanguage: Record<Language, ReadonlySet<string>> = {
  en: split(functionWords.en),
  de: split(functionWords.de),
};

/** True for a word that carries no meaning of its own; expects the spelling of {@link spellings}. */
export const isFunctionWord = (word: string): boolean => byLanguage.en.has(word) || byLanguage.de.has(word);

/** The words of a text in order, lower case and without diacritics ("Für" → "fur"); $, £ and € count as words. */
export const spellings = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .match(/[\p{L}\p{N}]+|[$£€]/gu) ?? [];

/** The language of a BCP 47 tag, or undefined when there is no tag or the agent does not speak that language. */
export const languageOfLocale = (locale: string | undefined): Language | undefined => {
  const primary = locale?.toLowerCase().split('-')[0];
  return primary === 'en' || primary === 'de' ? primary : undefined;
};

/** The language whose function words a text uses more often; English when it shows neither. */
export const languageOfText = (text: string): Language => {
  const words = spellings(text);
  const uses = (language: Language): number => words.filter((word) => byLanguage[language].has(word)).length;
  return uses('de') > uses('en') ? 'de' : 'en';
};
