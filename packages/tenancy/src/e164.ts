import type { Branded } from './brand.ts';

/** A telephone number as ITU-T E.164 writes it: `+`, a country code, and at most 15 ASCII digits in all. */
export type E164 = Branded<'E164'>;

const GRAMMAR = /^\+[1-9][0-9]{6,14}$/;

/** Is this text spelled as E.164? It says nothing of whether the number exists or who holds it. */
export const isE164 = (text: string): text is E164 => GRAMMAR.test(text);
